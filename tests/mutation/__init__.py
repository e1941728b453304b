"""How many slips of the hand the check catches: ``make mutation``."""
