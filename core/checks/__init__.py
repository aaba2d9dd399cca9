"""Does the report agree with itself?  Definitions of checks → findings."""
