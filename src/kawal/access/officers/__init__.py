"""People who log in: their agency, their role, how they got in."""
