"""照片不合格清单: one row a person whose photo cannot be used, with the photo marked.

Text alone, but for the picture's bytes. Document numbers are masked.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ciie_admin.domain.edition import Reason
from ciie_admin.domain.findings import Finding
from ciie_admin.domain.identifiers import masked
from ciie_admin.domain.letters import in_prose
from ciie_admin.domain.persons import Person
from ciie_admin.exports.columns import Owner, Setting
from ciie_admin.photos.marking import Size
from ciie_admin.words import photo_advice, sentence, vocabulary, word

COLUMNS = ("unit", "credit_code", "name", "id_number", "photo_faults", "advice", "photo", "remark")
"""Keys of [column]; before them stands the number of the row."""
WIDTHS = (26.0, 21.0, 10.0, 20.0, 26.0, 34.0, 14.5, 14.0)
"""Characters of the standard font."""
PUBLISHED = frozenset({"format", "aspect", "file_size", "pixels", "face_small", "face_large"})
"""Rules whose limits stand in the guide (seed 000, part 6); of others no unit knows the measure."""
PICTURE = COLUMNS.index("photo") + 1
"""Its column, counted from 0, the number's included."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo and what is to be marked in it; `size` as marking.marked() takes it."""

    content: bytes
    faults: tuple[Finding, ...]
    size: Size | None = None


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[str, ...]
    picture: Shown | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands round the rows, in words. `page` says which of how many, by {page}, {pages}."""

    title: str
    facts: str
    heads: Sequence[str]
    about_name: str
    about: Sequence[tuple[str, str]]
    page: str


def row(
    person: Person,
    faults: Sequence[Finding],
    owner: Owner,
    on: Setting,
    picture: Shown | None = None,
    remark: str = "",
) -> Row:
    """In the order of COLUMNS. `remark` is a key of [unfit_photos], empty for none."""
    several = len(faults) > 1
    said = [_numbered(n, _fault(one, on), several) for n, one in enumerate(faults, 1)]
    told = [_numbered(n, advice(one, on), several) for n, one in enumerate(faults, 1)]
    cells = (
        owner.name,
        owner.credit_code,
        person.form.name,
        masked(person.number_masked),
        "\n".join(said),
        "\n".join(told),
        "",
        word("unfit_photos", remark, on.language) if remark else "",
    )
    return Row(cells, picture)


def advice(one: Finding, on: Setting) -> str:
    """What the registrant is told to do about it; empty for a rule only a newer server knows."""
    known = _reason(one, on)
    if known is not None:
        return known.advice.zh if on.language == "zh" else known.advice.en
    if one.rule in vocabulary()["photo_advice"]:
        return photo_advice(on.edition, one.rule, on.language)
    return ""


def _fault(one: Finding, on: Setting) -> str:
    known = _reason(one, on)
    named = on.words["reason"][known.id] if known is not None else one.rule
    what = on.words["finding"].get(one.rule, named)
    if not (one.rule in PUBLISHED and one.measured and one.limit):
        return what
    english = on.language == "en"
    facts = {
        "what": what,
        "measured": in_prose(one.measured, english=english),
        "limit": in_prose(one.limit, english=english),
    }
    return sentence("unfit_photos", "measured", facts, on.language)


def _reason(one: Finding, on: Setting) -> Reason | None:
    """The reason it proposes; of what only a person saw the rule is the reason's own code."""
    reasons = on.edition.reasons
    return next((r for r in reasons if one.rule in (r.finding, r.id)), None)


def _numbered(number: int, text: str, several: bool) -> str:
    return f"{number}. {text}" if several and text else text
