"""Faults: ``make faults`` kills builds, makes each system call fail, spoils the cache, and compares bytes.

Each judge says how many points it tried and prints the seed by which a point that failed comes back.
"""
