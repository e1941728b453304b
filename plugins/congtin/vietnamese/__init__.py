"""The one place that knows the Vietnamese language: numerals, periods, report rows, numeric expressions."""
