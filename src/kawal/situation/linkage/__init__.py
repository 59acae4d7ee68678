"""Which claims speak of one person: how sure, by what evidence, and when a person has to decide."""
