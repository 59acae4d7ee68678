"""Linkage at scale, on DuckDB: weights learned from the claims themselves, and any tables of strangers linked."""
