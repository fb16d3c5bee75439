"""Where what people want shows."""

from typing import Literal

from ciie_admin.wire.messages import WishKind

OfKind = Literal["unit", "person", "quota"]
"""A record, or an account of free badges."""


def shown_at(kind: WishKind) -> OfKind:
    """What is wanted of a photo shows at its person."""
    return "person" if kind == "photo" else kind
