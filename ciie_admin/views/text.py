"""How figures and emphasis are written (tokens: tabular digits, real minus, thousands by comma)."""

from html import escape

MINUS = "\N{MINUS SIGN}"
DOT = " \N{BULLET} "


def grouped(number: int) -> str:
    """1284 -> 1,284; a negative number has a real minus sign."""
    return f"{number:,}".replace("-", MINUS)


def percent(share: float) -> str:
    """0.58 -> 58 % with a thin gap; cut, not rounded up, so that 100 % means all."""
    return f"{int(share * 100 + 1e-9)}\N{NARROW NO-BREAK SPACE}%"


def yuan(fen: int) -> str:
    """Fen as yuan with two decimals: 340000 -> 3,400.00."""
    return f"{fen / 100:,.2f}".replace("-", MINUS)


def strong(text: str, *parts: str) -> str:
    """Rich text for a label: `text` escaped, the first of each of `parts` in bold."""
    made = escape(text)
    for part in parts:
        made = made.replace(escape(part), f"<b>{escape(part)}</b>", 1)
    return made


def breakable(path: str) -> str:
    """A path that a label may wrap after each of its folders: to be shown, not to be opened."""
    for mark in "/\\":
        path = path.replace(mark, f"{mark}\N{ZERO WIDTH SPACE}")
    return path
