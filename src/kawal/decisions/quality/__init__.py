"""How good the signs of danger are, and how quickly they are answered: numbers about rules and offices, never about anybody."""
