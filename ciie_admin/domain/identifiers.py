"""Credit codes and document numbers: check digits by library, masking by us."""

from stdnum.cn import ric, uscc
from stdnum.exceptions import InvalidChecksum, InvalidComponent, ValidationError

from ciie_admin.domain.states import IdKind

SHOWN_FIRST, SHOWN_LAST = 3, 4
"""Digits left readable by a mask (seed 000 screens: 324*****534)."""


def credit_code(text: str) -> str | None:
    """The compact 18-character code (GB 32100-2015), or None when it cannot be one."""
    compact = uscc.compact(text).upper()
    return compact if uscc.is_valid(compact) else None


def document_number(kind: IdKind, text: str) -> str:
    """Upper case without spaces: the form in which numbers are compared and hashed."""
    del kind
    return "".join(text.split()).upper()


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
    try:
        ric.validate(number)
    except InvalidChecksum:
        return "checksum"
    except InvalidComponent:
        return _component_fault(kind, number)
    except ValidationError:
        return "format"
    return None


def masked(number: str) -> str:
    """Stars over the middle; short numbers show only their end."""
    hidden = len(number) - SHOWN_FIRST - SHOWN_LAST
    if hidden < 1:
        return "*" * max(0, len(number) - 2) + number[-2:]
    return number[:SHOWN_FIRST] + "*" * hidden + number[-SHOWN_LAST:]


def _component_fault(kind: IdKind, number: str) -> str | None:
    """The library knows no 81/82/83 residence permits and no 9... permanent residents."""
    known_elsewhere = kind in (IdKind.RESIDENCE_PERMIT, IdKind.PERMANENT_RESIDENT)
    if ric.calc_check_digit(number[:-1]) != number[-1]:
        return "checksum"
    return None if known_elsewhere else "region"
