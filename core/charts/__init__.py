"""Frames to Altair charts.  Labels come in from outside; nothing here knows a screen, a language or a budget word."""
