"""Everybody on the way home, and whom each waits for."""
