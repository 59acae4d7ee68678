"""Kawal: facts come in, a situation is derived, decisions follow, people act, a safe extract leaves."""
