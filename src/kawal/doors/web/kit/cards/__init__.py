"""The cards that templates take: plain values, nothing that could query.

A view may pass these or anything with the same fields. Times are aware datetimes in UTC, addresses are
ready paths, words are in the reader's language, and a missing value is None or an empty text.
"""
