"""The desk of a mission: numbers, who is served, families who look for somebody, warnings about employers."""
