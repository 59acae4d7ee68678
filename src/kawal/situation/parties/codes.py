"""The opaque code of a party, as it stands in addresses."""

import secrets

from kawal.situation.people.persons import ID_LENGTH, ID_SIGNS


def new_code() -> str:
    """59 random bits without look-alike signs; begins otherwise than a person's."""
    return "u" + "".join(secrets.choice(ID_SIGNS) for _ in range(ID_LENGTH))
