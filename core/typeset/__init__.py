"""Figures of a report -> a PDF that looks like a published one, with the facts it prints (samples and tests)."""
