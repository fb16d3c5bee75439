"""What the page of signed-in computers says about one of them."""

from PySide6.QtCore import QCoreApplication

from ciie_admin.views import speech
from ciie_admin.views.cells import ChipCell
from ciie_admin.views.components.fact_list import Fact
from ciie_admin.views.signs import Sign
from ciie_admin.views.theme_values import Hue
from ciie_admin.wire.sessions import Session
from ciie_admin.words import Language

translate = QCoreApplication.translate
HERE = Sign("mdi6.monitor", Hue.MINE)
OTHER = Sign("mdi6.monitor", Hue.WAIT)


def name(session: Session) -> str:
    """The server knows computers by number only; its first part tells them apart."""
    return translate("Computers", "Computer {0}").format(_part(session))


def mark(session: Session, here: bool) -> ChipCell:
    """`here`: it is the computer one sits at, though maybe not the sign-in that asks."""
    if session.own:
        return ChipCell(HERE, translate("Computers", "This computer"))
    if here:
        return ChipCell(OTHER, translate("Computers", "This computer, earlier"))
    return ChipCell(OTHER, translate("Computers", "Another computer"))


def facts(session: Session, here: bool, language: Language) -> list[Fact]:
    return [
        Fact(translate("Computers", "Computer"), _part(session)),
        Fact(translate("Computers", "Which"), mark(session, here).word),
        Fact(translate("Computers", "Signed in"), speech.prose_time(session.created_at, language)),
        Fact(translate("Computers", "Last seen"), speech.prose_time(session.renewed_at, language)),
    ]


def follows(session: Session) -> str:
    """What ending it leads to, in words."""
    if session.own:
        return translate(
            "Computers",
            "You are working here. To end this sign-in, choose Sign out in the menu under your"
            " name.",
        )
    return translate(
        "Computers",
        "At its next contact with the server that computer asks for the password again. Nothing"
        " is lost: drafts and unsent decisions stay on it and go out after the next sign-in. If"
        " the computer is lost or stolen, have the administrator revoke it as well: then its"
        " records are removed too.",
    )


def _part(session: Session) -> str:
    return str(session.device)[:8]
