"""Invented cards for the sheet of parts and for browser tests. Every name, number and event is made up."""
