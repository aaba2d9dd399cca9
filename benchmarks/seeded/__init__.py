"""Faults put into reports that agree with themselves, and whether the checks find them."""
