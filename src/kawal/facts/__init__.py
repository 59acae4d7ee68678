"""What was reported, by whom and when: claims, the ledger and the ways into it."""
