"""Metrics: one portable SQL file each in data/definitions/metrics; run over a library they give frames with units, inputs and reasons."""
