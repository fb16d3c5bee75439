"""Batches in words: what was decided on how many, how far they have come, and why not."""

from collections import Counter
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.outcome import Refused
from ciie_admin.models.batch_list import IN_ORDER, URGENCY, BatchLine, BatchRow
from ciie_admin.models.batches import FAILED, Stage
from ciie_admin.models.recording import Recorded
from ciie_admin.models.retrying import TakenBack
from ciie_admin.views import facts_said, speech
from ciie_admin.views.cells import ChipCell
from ciie_admin.views.counting import Counting
from ciie_admin.views.signs import ACTS, STAGES, STATES, Sign
from ciie_admin.views.text import DOT, grouped
from ciie_admin.views.theme_values import Hue
from ciie_admin.words import Language, join, vocabulary, word

translate = QCoreApplication.translate
Batches = Counting("Batches")
SIGNS: dict[Stage, Sign] = {
    "drafted": STAGES["draft"],
    "released": STAGES["pending"],
    "accepted": STAGES["effect"],
    "refused": STATES["rejected"],
    "conflict": STAGES["attention"],
    "not_possible": Sign("mdi6.minus-circle-outline", Hue.WARN),
    "undone": Sign(ACTS["undo"], Hue.WAIT),
}
Said = tuple[str, str, str]
"""Title, sentence and hue of a callout."""


def verdict(line: BatchLine, language: Language) -> ChipCell:
    kinds = line.body.verdicts
    said = dict.fromkeys(word("command", kind, language) for kind in kinds)
    return ChipCell(speech.verdict_sign(kinds[0] if kinds else ""), join([*said], language))


def title(line: BatchLine, language: Language) -> str:
    return f"{verdict(line, language).word} {asked(line)}"


def summary(counts: Mapping[Stage, int], language: Language) -> ChipCell:
    """All counts that are not zero, under the sign of what needs a person most."""
    parts = [f"{grouped(counts[s])} {_named(s, language)}" for s in IN_ORDER if s in counts]
    first: Stage = min(counts, key=URGENCY.__getitem__) if counts else "undone"
    return ChipCell(SIGNS[first], DOT.join(parts))


def stage(row: BatchRow, language: Language) -> ChipCell:
    of = row.followed.row.stage
    return ChipCell(SIGNS[of], _named(of, language))


def why(row: BatchRow, language: Language) -> str:
    one = row.followed.row
    said = facts_said.parted(refusal(one.code, one.facts, language), language)[0]
    if row.again and one.stage in FAILED:
        again = translate("Batches", "Dealt with since.")
        return f"{again}{'' if language == 'zh' else ' '}{said}"
    return said


def refusal(code: str, facts: Mapping[str, str], language: Language) -> str:
    known = code in vocabulary()["refused"]
    return facts_said.refusal(code, facts, language) if known else code


def facts(line: BatchLine, language: Language) -> str:
    """When, by whom, out of which list."""
    parts = [speech.prose_time(line.at, language), line.body.by, line.body.scope]
    if line.body.first is not None:
        parts.append(translate("Batches", "once more on what had failed"))
    return DOT.join(filter(None, parts))


def scope(line: BatchLine, language: Language) -> str:
    """The list it was taken from."""
    if line.body.first is not None:
        return translate("Batches", "Tried again")
    return line.body.scope or word("filter", "all", language)


def asked(line: BatchLine) -> str:
    number = line.body.asked
    if line.body.kind == "unit":
        return Batches.tr("{0} units", "", number).format(grouped(number))
    if line.body.kind == "photo":
        return Batches.tr("{0} photos", "", number).format(grouped(number))
    if line.body.kind == "quota":
        return Batches.tr("{0} totals", "", number).format(grouped(number))
    return Batches.tr("{0} persons", "", number).format(grouped(number))


def retried(done: Recorded, language: Language) -> Said:
    """What trying again has come to."""
    why_not = _reasons((why for _, why in done.not_possible), language)
    if not done.drafted:
        return translate("Batches", "Nothing is possible yet"), why_not, "warn"
    drafted, left = len(done.drafted), len(done.not_possible)
    if not left:
        said = Batches.tr("{0} drafted in a batch of their own", "", drafted)
        return said.format(grouped(drafted)), "", "mine"
    said = translate("Batches", "{0} drafted in a batch of their own, {1} still not possible")
    return said.format(grouped(drafted), grouped(left)), why_not, "warn"


def taken_back(done: TakenBack, language: Language) -> Said:
    """What was undone; what has left stays, and how it is withdrawn."""
    gone = len(done.wishes)
    kept = [
        f"{_named(stage, language)} {grouped(done.kept[stage])}"
        for stage in IN_ORDER
        if stage in done.kept and stage not in (*FAILED, "undone")
    ]
    said = Batches.tr("{0} undone", "", gone).format(grouped(gone))
    if not kept:
        return said, "", "mine"
    text = translate("Batches", "Cannot be undone any more: {0}. Withdraw it on the record itself.")
    if not gone:
        said = translate("Batches", "Nothing to undo")
    return said, text.format(join(kept, language)), "warn"


def _reasons(whys: Iterable[Refused], language: Language) -> str:
    found = Counter(refusal(why.code, why.facts, language) for why in whys)
    told = translate("Window", "{0} ({1})")
    many = len(found) > 1
    return " ".join(
        told.format(text, grouped(number)) if many or number > 1 else text
        for text, number in found.most_common(4)
    )


def _named(of: Stage, language: Language) -> str:
    return word("batch_stage", of, language)
