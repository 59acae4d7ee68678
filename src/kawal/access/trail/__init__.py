"""The access log: who saw or changed what about whom, for what purpose. Append-only."""
