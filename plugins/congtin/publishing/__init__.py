"""Nouns to outputs: the views that templates print, and the feeds. Knows nothing of Pelican."""
