"""Pictures as rows: drawn when facts change, woken when time alone changes them, rebuilt at any moment."""
