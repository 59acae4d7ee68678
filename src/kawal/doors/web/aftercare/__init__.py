"""After home: who is due for a visit, what was offered and taken up, how it goes."""
