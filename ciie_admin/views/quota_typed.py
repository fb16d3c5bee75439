"""What a person typed into a total, as a number of places."""

import unicodedata

from ciie_admin.domain.quotas import MOST

SEPARATORS = frozenset(" ,，\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")


def total(text: str) -> int | None:
    """A whole number from 0 to MOST; full-width digits and separators of thousands are taken, as an
    input method or a sheet writes them. None: it is none.
    """
    said = unicodedata.normalize("NFKC", text.strip())
    said = "".join(one for one in said if one not in SEPARATORS)
    if not said or not said.isascii() or not said.isdigit() or len(said) > len(str(MOST)):
        return None
    return number if (number := int(said)) <= MOST else None
