"""Comparing: units and years side by side, what makes them hard to compare, places among peers, and patterns worth a look."""
