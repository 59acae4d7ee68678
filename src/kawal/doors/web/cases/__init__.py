"""Cases, and the steps of the way home."""
