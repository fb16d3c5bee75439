"""Sentences of the main window about batches and undo."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.outcome import Refused
from ciie_admin.models.others import OthersAct
from ciie_admin.models.recording import Recorded
from ciie_admin.models.undoing import Undoable
from ciie_admin.views import facts_said, speech
from ciie_admin.views.text import breakable, grouped
from ciie_admin.words import Language, sentence, word

translate = QCoreApplication.translate
NAME_MOST = 16
"""Characters of a name on a button."""


@dataclass(frozen=True, slots=True)
class Denied:
    """Nothing was tried: `act`, a word of [command], is not for this person."""

    act: str
    why: Refused


def denied(one: Denied, language: Language) -> tuple[str, str]:
    """Names the act, for the key that was pressed does not."""
    title = translate("Window", "Not possible: {0}").format(word("command", one.act, language))
    return title, facts_said.refusal(one.why.code, dict(one.why.facts), language)


def not_possible(done: Recorded, language: Language) -> tuple[str, str, str]:
    """Title, sentence and hue: how many rows were left out, and why, most frequent first."""
    whys = Counter(
        facts_said.refusal(why.code, dict(why.facts), language) for _, why in done.not_possible
    )
    parts = [
        text
        if number == 1 and len(whys) == 1
        else translate("Window", "{0} ({1})").format(text, grouped(number))
        for text, number in whys.most_common(4)
    ]
    if done.drafted:
        title = translate("Window", "{0} drafted, {1} not possible")
        said = title.format(grouped(len(done.drafted)), grouped(len(done.not_possible)))
    else:
        said = translate("Window", "Not possible")
    return said, " ".join(parts), "warn"


def begun_anew(sealed: Path, language: Language) -> tuple[str, str]:
    """Where what could not be delivered lies, for whoever can; it stays until it is closed."""
    text = sentence("start_anew", "sealed", {"file": breakable(str(sealed))}, language)
    return word("start_anew", "begun", language), text


def nothing_to_undo(key: str) -> tuple[str, str]:
    text = translate("Window", "What was sent is withdrawn on the record itself ({0}).")
    return translate("Window", "Nothing to undo"), text.format(key)


def not_held() -> tuple[str, str]:
    text = translate(
        "Window", "Only what waits for review and has no decision here can be put aside."
    )
    return translate("Window", "Nothing was put aside"), text


def undo(what: Undoable | None, language: Language) -> str:
    """Names what Ctrl+Z takes back; empty when there is nothing."""
    if what is None:
        return ""
    if what.what == "release":
        return translate("Window", "Undo: release of {0}").format(grouped(what.count))
    hold = what.what == "hold"
    act = word("stage", "held", language) if hold else word("command", what.kind, language)
    name = what.name if len(what.name) <= NAME_MOST else what.name[: NAME_MOST - 1] + "…"
    return translate("Window", "Undo: {0} {1}").format(act, name or grouped(what.count))


def others_act(act: OthersAct, language: Language) -> str:
    """A colleague's decision as news."""
    group = "unit_review" if act.kind == "unit" else "person_review"
    review = word("event" if act.review.startswith("photo_") else group, act.review, language)
    return translate("Window", "{0} {1}: {2} {3}").format(
        act.by, speech.clock(act.at), act.name, review
    )
