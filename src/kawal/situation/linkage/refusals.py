"""Why an answer about who is whom was not taken. Each names the officer to talk to, where there is one."""


class AlreadyAnswered(Exception):
    """Somebody answered first; that answer must be taken back before another is given. ``by`` says who."""

    def __init__(self, by: str, verdict: str = "") -> None:
        super().__init__(by)
        self.by, self.verdict = by, verdict


class NotAnswered(Exception):
    """There is no answer to take back."""


class NeedsAnother(Exception):
    """Whoever answered first may not confirm it."""


class Contradicts(Exception):
    """A decision of ``by`` that stands says otherwise; it must be undone first."""

    def __init__(self, by: str) -> None:
        super().__init__(by)
        self.by = by


class NowOnePerson(Exception):
    """The two have become one person meanwhile; that is parted by a split."""


class NoSuchPart(ValueError):
    """A split names claims that are not the person's, or all of them."""
