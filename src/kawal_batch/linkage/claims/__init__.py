"""Claims in their normal form, many at once: weights learned by Splink, and every pair weighed as the rules weigh one.

`forms` puts them into DuckDB, `levels.sql` compares, `candidates` finds pairs, `weighing` weighs them, `training` learns.
"""
