"""The command line `kawal`: one module a command, listed by name in `catalogue.py`."""
