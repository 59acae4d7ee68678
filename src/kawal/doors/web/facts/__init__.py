"""New facts, corrections and withdrawals, on the screen where a fact is seen."""
