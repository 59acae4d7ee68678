"""What is counted. Pure.

A *stock* is a number of people now. A *flow* is a number of people to whom something happened in a
period: by the last journey of each, in days of Asia/Jakarta.
"""

from typing import Final

NATION: Final = "n"  # the key that the nation's own counts stand under

STOCKS: Final = (
    "preparing",
    "abroad",
    "attention",  # abroad, and silent, in trouble or in custody
    "silent",
    "trouble",  # in trouble or in custody
    "nonprocedural",  # abroad, and left outside procedure
    "waiting",  # abroad, a return was asked for and she has not left
    "in_return",
    "unaccounted",  # left for home more than two days ago, by the plan or else by the day of leaving, and nowhere arrived
)
FLOWS: Final = ("departed", "arrived", "returned", "reached_home")

# What each level of the open figures tells; nothing more of it is kept.
OPEN: Final[dict[str, tuple[str, ...]]] = {
    "whole": (*STOCKS, *FLOWS),
    "province": ("abroad", "attention", *FLOWS),
    "regency": ("abroad", "attention", *FLOWS),
    "country": ("abroad", "silent", "trouble"),
}
# Parts of a whole: what is left of it must not be few either. And a sum whose terms are all told.
WHOLES: Final = (
    ("abroad", ("attention",)),
    ("abroad", ("nonprocedural",)),
    ("abroad", ("silent", "trouble")),
)
SUMS: Final = (("attention", "silent", "trouble"),)
# The stays behind the stocks that are nothing but stays; a list of people narrows by them.
STAYS_OF: Final[dict[str, tuple[str, ...]]] = {
    "abroad": ("abroad_in_contact", "abroad_silent", "in_trouble", "in_custody"),
    "attention": ("abroad_silent", "in_trouble", "in_custody"),
    "silent": ("abroad_silent",),
    "trouble": ("in_trouble", "in_custody"),
    "in_return": ("in_return",),
}
