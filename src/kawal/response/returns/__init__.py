"""Batches that travel home together: legs, lists, who boarded and arrived, and a reason for everybody who did not."""
