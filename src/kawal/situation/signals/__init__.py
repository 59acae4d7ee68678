"""Signals of one person: what the standing facts say about being in danger, as named columns that rules can read.

A second pure reducer beside the picture, made for asking everybody at once as well as one. ``reading.row_of`` gives the
columns, ``tracing.trace`` the facts behind them. The README says how the parts work together.
"""

from typing import Final

VERSION: Final = (
    5  # another length of a window or another meaning of a column is another version, and a replay
)
