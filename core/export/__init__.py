"""Writes what the library holds: csv and parquet for programs, workbooks for people.  The only place that writes Excel."""
