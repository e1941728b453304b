"""How many mutants of our own code its tests kill: ``make mutants``; see ``code.md`` beside this folder."""
