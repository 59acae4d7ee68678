"""Hand-overs: who gave whom and what to whom, in what condition, before which witness, signed by all of them."""
