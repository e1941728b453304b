"""Indicators as data: the ledger as pages show it. Views of indicators, bodies, terms and of what is new.

Everything here is made of postings (:mod:`congtin.posting`), never of whole articles, and shows what they print: no
page computes a figure of its own.
"""
