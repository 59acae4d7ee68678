"""Bringing home somebody who died abroad: the list, one case with its steps and claims."""
