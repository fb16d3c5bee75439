"""Credit codes and document numbers: check digits by library, masking by us."""

from stdnum import numdb
from stdnum.cn import ric, uscc
from stdnum.exceptions import InvalidComponent

from ciie_admin.domain.states import IdKind

SHOWN_FIRST, SHOWN_LAST = 3, 4
"""Digits left readable by a mask (seed 000 screens: 324*****534)."""
LEAST_DIGITS = 5
DIGITS_ALONE = (8, 10)
"""Least and most digits of a passport or permit that has no letters (台胞证: 8, older ones 10)."""


def credit_code(text: str) -> str | None:
    """The compact 18-character code (GB 32100-2015), or None when it cannot be one."""
    compact = uscc.compact(text).upper()
    return compact if uscc.is_valid(compact) else None


def document_number(kind: IdKind, text: str) -> str:
    """Upper case without spaces: the form in which numbers are compared and hashed."""
    del kind
    return plain_number(text)


def plain_number(text: str) -> str:
    """As document_number(), of whatever document."""
    return "".join(text.split()).upper()


def whole_card_number(text: str) -> str | None:
    """The number of a resident's card if this is a whole one, by its check digit and date.

    Only these have a check digit; for others see unchecked_number().
    """
    number = plain_number(text)
    fits = number_fault(IdKind.ID_CARD, number) in (None, "region")
    return number if fits else None


def unchecked_number(text: str) -> str | None:
    """What may be the whole number of a passport or a permit: letters, which names have as well,
    but also digits, which they have not; or of digits alone, fewer than a telephone has.

    A part of a credit code or of a telephone number may look the same.
    """
    number = plain_number(text)
    digits = sum(one.isdecimal() for one in number)
    fits = number.isascii() and number_fault(IdKind.PASSPORT, number) is None
    least, most = (LEAST_DIGITS, len(number)) if digits < len(number) else DIGITS_ALONE
    return number if fits and least <= digits <= most and credit_code(number) is None else None


def number_fault(kind: IdKind, number: str) -> str | None:
    """`checksum`, `format` or `region` (a warning only), or None when nothing is wrong.

    Passports have no check digit; travel permits are taken loosely (facts differ by source).
    """
    if kind is IdKind.PASSPORT:
        return None if 5 <= len(number) <= 20 and number.isalnum() else "format"
    if kind in (IdKind.HM_PERMIT, IdKind.TW_PERMIT):
        return None if 8 <= len(number) <= 11 and number.isalnum() else "format"
    if kind is IdKind.PERMANENT_RESIDENT and len(number) == 15:
        return None if number[:3].isalpha() and number[3:].isdigit() else "format"
    return _card_fault(kind, number)


def masked(number: str) -> str:
    """Stars over the middle; short numbers show only their end."""
    hidden = len(number) - SHOWN_FIRST - SHOWN_LAST
    if hidden < 1:
        return "*" * max(0, len(number) - 2) + number[-2:]
    return number[:SHOWN_FIRST] + "*" * hidden + number[-SHOWN_LAST:]


def masked_address(email: str) -> str:
    """Its first letter and the domain: enough to say which mailbox it is."""
    name, at, domain = email.rpartition("@")
    return f"{name[:1]}***{at}{domain}" if at else ""


def _card_fault(kind: IdKind, number: str) -> str | None:
    """GB 11643: 17 digits and a check digit, region first, then the date of birth.

    Not by the library's whole check: it refuses regions younger than their holder, who has the
    code of the year the card was first issued, and raises KeyError on a county it does not know.
    """
    if len(number) != 18 or not (number.isascii() and number[:17].isdigit()):
        return "format"
    if ric.calc_check_digit(number) != number[-1]:
        return "checksum"
    try:
        ric.get_birth_date(number)
    except InvalidComponent:
        return "format"
    known = kind is not IdKind.ID_CARD or _is_region(number[:6])
    return None if known else "region"


def _is_region(code: str) -> bool:
    """Whether GB/T 2260 has or had this county."""
    parts = numdb.get("cn/loc").info(code)
    return any("county" in found for _, found in parts)
