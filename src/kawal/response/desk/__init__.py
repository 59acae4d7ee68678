"""A mission's desk: a number for who walks in, who serves whom, families who look for somebody."""
