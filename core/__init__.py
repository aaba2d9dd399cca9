"""The verbs of the product: read, understand, keep, export.  Holds no word of the field; those are in data/definitions."""
