"""Batches on their way home: who is on which leg, who is missing, and why."""
