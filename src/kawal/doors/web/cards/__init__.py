"""Cards at the counter: scanning one, what its holder may do here, issuing and printing them."""
