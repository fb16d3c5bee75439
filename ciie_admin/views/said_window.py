"""Sentences of the main window about batches and undo."""

from collections import Counter

from PySide6.QtCore import QCoreApplication

from ciie_admin.models.others import OthersAct
from ciie_admin.models.recording import Recorded
from ciie_admin.models.undoing import Undoable
from ciie_admin.views import facts_said, speech
from ciie_admin.views.text import grouped
from ciie_admin.words import Language, word


def tr(source: str) -> str:
    return QCoreApplication.translate("Window", source)


def not_possible(done: Recorded, language: Language) -> tuple[str, str, str]:
    """Title, sentence and hue: how many rows were left out, and why, most frequent first."""
    whys = Counter(
        facts_said.refusal(why.code, dict(why.facts), language) for _, why in done.not_possible
    )
    parts = [
        text if number == 1 and len(whys) == 1 else f"{text} ({grouped(number)})"
        for text, number in whys.most_common(4)
    ]
    if done.drafted:
        title = tr("{0} drafted, {1} not possible")
        said = title.format(grouped(len(done.drafted)), grouped(len(done.not_possible)))
    else:
        said = tr("Not possible")
    return said, " ".join(parts), "warn"


def nothing_to_undo() -> tuple[str, str]:
    text = tr("What was sent is withdrawn on the record itself (Ctrl+Shift+Z).")
    return tr("Nothing to undo"), text


def undo(what: Undoable | None, language: Language) -> str:
    """Names what Ctrl+Z takes back; empty when there is nothing."""
    if what is None:
        return ""
    if what.what == "release":
        return tr("Undo: release of {0}").format(grouped(what.count))
    act = word("command", what.kind, language)
    return tr("Undo: {0} {1}").format(act, what.name or grouped(what.count))


def others_act(act: OthersAct, language: Language) -> str:
    """A colleague's decision as news."""
    group = "unit_review" if act.kind == "unit" else "person_review"
    review = word(group, act.review, language)
    return tr("{0} {1}: {2} {3}").format(act.by, speech.clock(act.at), act.name, review)
