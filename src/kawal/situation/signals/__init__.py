"""Signals of one person: what the standing facts say about being in danger, as plain numbers that rules can read.

A second pure reducer beside the picture, made for asking everybody at once as well as one. The README says how the parts
work together.
"""
