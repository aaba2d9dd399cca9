"""The screens: ask, call core, show."""
