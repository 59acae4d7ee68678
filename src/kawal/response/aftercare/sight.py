"""Who sees what is planned and asked after home: it takes the category of care, which villages do not read. Pure."""

from kawal.access.scope import Category, NotAllowed, Power, Scope


def may_care(scope: Scope) -> bool:
    return scope.may(Power.HAND_OVER) and scope.sees(Category.CARE)


def require_care(scope: Scope) -> None:
    """:raises NotAllowed: the reader sees nothing of care."""
    scope.require(Power.HAND_OVER)
    if not scope.sees(Category.CARE):
        raise NotAllowed("care")
