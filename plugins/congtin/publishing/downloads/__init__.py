"""Figures to take away: CSV, JSON, a spreadsheet, a database, a data package. The same bytes every time."""
