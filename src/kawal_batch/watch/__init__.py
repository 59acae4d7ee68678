"""Watching everyone at once from files of facts: replay without hindsight, its report, and what another rule would do."""
