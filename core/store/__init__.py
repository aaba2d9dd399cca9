"""Keeps reports: originals by SHA-256 and one DuckDB file.  The only place that imports duckdb."""
