"""Record linkage: made-up registers whose truth is known, and what the engine makes of them."""
