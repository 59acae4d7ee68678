"""Code lists: each value in the spelling of its standard, with Indonesian and English labels."""
