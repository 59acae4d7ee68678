"""Silence that is not hers: while the source that brings her word sends nothing, its silence is one notice, not a thousand alerts."""
