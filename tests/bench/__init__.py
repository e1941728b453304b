"""How long builds take and what they cost: ``make bench``."""
