"""审批表: what is to be released, as its leader reads and signs it. Text alone: two writers set it.

Counts come first, then the places to sign, then the list: what needs a word of explanation before
what is ordinary. Document numbers are masked.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ciie_admin.domain.findings import DUPLICATE_RULES
from ciie_admin.domain.identifiers import masked
from ciie_admin.exports.columns import Setting, place_name, spoken
from ciie_admin.wire.messages import SubjectKind
from ciie_admin.words import beijing_minute, join, sentence, vocabulary, word

COLUMNS = ("number", "unit", "name", "id_number", "submission", "decision", "remark")
"""Keys of [column]."""
WIDTHS = (9.0, 44.0, 17.0, 36.0, 24.0, 20.0, 30.0)
"""Of the columns, in mm; together what an upright A4 page has between its margins."""
PASSING = frozenset({"pass_unit", "pass_person"})
SIGNATURES = ("clerk", "checker", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One draft. `beside` is a person's unit, a unit's credit code; `verdict` a command's kind,
    `outcome` a key of [outcome].
    """

    kind: SubjectKind
    name: str
    beside: str
    number: str = ""
    place: int
    unit_class: str
    verdict: str
    outcome: str
    reasons: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    """Rules of what the checks found."""
    late: bool = False
    """Added after the unit had passed."""
    lane: str = ""
    """Where it stands now."""
    photo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """What stands on the sheet, before it is put into words."""

    number: str
    at: datetime
    author: str
    place: int
    scope: str
    decisions: tuple[Decision, ...]
    left_out: int = 0
    """Drafts of the same scope that cannot go."""
    photos: int = 0
    """Verdicts on photos that go out with them and are not listed."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Head, rows, and the sums last."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The sheet in words. `page` says which of how many, by {page} and {pages}."""

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    counts: tuple[Counts, ...]
    opinion: str
    signatures: tuple[str, ...]
    heads: tuple[str, ...]
    groups: tuple[Group, ...]
    foot: str
    page: str

    @property
    def rows(self) -> int:
        return sum(len(one.rows) for one in self.groups)


def is_exceptional(one: Decision) -> bool:
    """Nothing proposed is nothing to explain."""
    grave = one.verdict and one.verdict not in PASSING
    return bool(grave or one.findings or one.late)


def in_order(decisions: Sequence[Decision]) -> tuple[list[Decision], list[Decision]]:
    """Exceptions, the gravest verdicts first, and the ordinary ones; else in their own order."""
    gravity = ("reject_unit", "advise_against", "return_unit", "return_person")
    grave = {kind: place for place, kind in enumerate(gravity)}
    special = [one for one in decisions if is_exceptional(one)]
    special.sort(key=lambda one: grave.get(one.verdict, len(grave)))
    return special, [one for one in decisions if not is_exceptional(one)]


def paper(one: Approval, on: Setting) -> Paper:
    language = on.language
    special, ordinary = in_order(one.decisions)
    edition = on.edition.name
    return Paper(
        title=word("approval", "title", language),
        subtitle=edition.zh if language == "zh" else edition.en,
        facts=_facts(one, on),
        counts=(
            _counts("by_place", one.decisions, lambda d: branch(d, on), on),
            _counts(
                "by_class", one.decisions, lambda d: spoken("unit_class", d.unit_class, on), on
            ),
        ),
        opinion=word("approval", "opinion", language),
        signatures=tuple(word("approval", key, language) for key in SIGNATURES),
        heads=tuple(word("column", key, language) for key in COLUMNS),
        groups=_groups(special, ordinary, on),
        foot=f"{word('sheet', 'approval', language)} {one.number}",
        page=word("approval", "page", language),
    )


def _facts(one: Approval, on: Setting) -> tuple[tuple[str, str], ...]:
    language = on.language
    kinds = Counter(decision.kind for decision in one.decisions)
    known = {"units": f"{kinds['unit']:,}", "persons": f"{kinds['person']:,}"}
    count = sentence("approval", "counted", known, language)
    if one.left_out:
        left = {"count": f"{one.left_out:,}"}
        count += sentence("approval", "left_out", left, language)
    if one.photos:
        count += sentence("approval", "photos", {"count": f"{one.photos:,}"}, language)
    said = {
        "number": one.number,
        "place": place_name(on.places.get(one.place), language),
        "author": one.author,
        "made_at": beijing_minute(one.at),
        "scope": one.scope,
        "count": count,
    }
    return tuple((word("approval", key, language), text) for key, text in said.items())


def branch(one: Decision, on: Setting) -> str:
    return on.submissions.get(one.place) or place_name(on.places.get(one.place), on.language)


def _counts(
    title: str, decisions: Sequence[Decision], name_of: Callable[[Decision], str], on: Setting
) -> Counts:
    """Rows in the order of their first decision; a column for each outcome there is."""
    language = on.language
    found = Counter((name_of(one), one.outcome) for one in decisions)
    names = dict.fromkeys(name_of(one) for one in decisions)
    kinds = sorted({kind for _, kind in found}, key=list(vocabulary()["outcome"]).index)
    verdicts = [word("outcome", kind, language) for kind in kinds]
    total = word("approval", "total", language)
    rows = [(name, *(found[name, kind] for kind in kinds)) for name in names]
    sums = (total, *(sum(found[name, kind] for name in names) for kind in kinds))
    return Counts(
        (word("approval", title, language), *verdicts, total),
        tuple((*row, sum(row[1:])) for row in (*rows, sums)),  # type: ignore[arg-type]
    )


def _groups(special: list[Decision], ordinary: list[Decision], on: Setting) -> tuple[Group, ...]:
    groups = []
    start = 1
    for key, part in (("exceptions", special), ("ordinary", ordinary)):
        title = sentence("approval", key, {"count": f"{len(part):,}"}, on.language)
        if part:
            groups.append(Group(title, tuple(_row(n, d, on) for n, d in enumerate(part, start))))
        start += len(part)
    return tuple(groups)


def _row(number: int, one: Decision, on: Setting) -> tuple[str, ...]:
    person = one.kind == "person"
    return (
        str(number),
        one.beside if person else one.name,
        one.name if person else "",
        masked(one.number) if person else one.beside,
        branch(one, on),
        word("command", one.verdict, on.language),
        join(remarks(one, on), on.language),
    )


def remarks(one: Decision, on: Setting) -> list[str]:
    """Why it is decided so, then what else the leader should know of it."""
    said = [spoken("reason", code, on) for code in one.reasons]
    same = any(rule in DUPLICATE_RULES for rule in one.findings)
    if same:
        said.append(word("approval", "duplicate", on.language))
    said += [spoken("finding", r, on) for r in one.findings if r not in DUPLICATE_RULES]
    if one.late:
        said.append(word("approval", "late", on.language))
    return [*dict.fromkeys(said)]
