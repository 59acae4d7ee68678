"""What may come of a case, by code. Words for them are the doors' own."""

HOME_SAFE = "home_safe"  # she is home, and safe as far as anybody knows
SETTLED = "settled"  # she stays elsewhere by her own will
HELPED = "helped"  # the matter is settled where she is; no return was wanted
PASSED_ON = "passed_on"  # another agency carries it on
DECLINED = "declined"  # she does not want help now
UNREACHABLE = "unreachable"
DIED = "died"
MISTAKEN = "mistaken"  # opened in error
OUTCOMES = (HOME_SAFE, SETTLED, HELPED, PASSED_ON, DECLINED, UNREACHABLE, DIED, MISTAKEN)

JOINED = "joined"  # two people turned out to be one; the older case goes on. Given by the system alone
