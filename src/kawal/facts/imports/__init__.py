"""Files of facts: read in bounded memory, mapped where they are an agency's own, and what was refused given back."""
