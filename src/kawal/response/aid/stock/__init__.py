"""Stock: a ledger of double entry by lot and place; what came in is in stock, in transit, given or lost, always."""
