"""Rules: data that say what a picture calls for, with their source, their words and their examples. Pure.

One TOML document a rule in `catalogue/`; one definition, run as a Python closure on the live row and as SQL on everyone.
"""
