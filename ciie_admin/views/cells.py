"""What a model returns for a cell: one frozen value per kind, under CELL_ROLE.

A model's data() is then three lines:
    if role == CELL_ROLE: return cell
    if role in SPOKEN_ROLES: return spoken(cell)
    return None
A row not yet read returns None for its cells: nothing is painted and nothing shifts.
Inks are palette tokens: text, text2, text3 or a Hue. Images are QPixmap (UI thread).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import singledispatch

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap

from ciie_admin.views.signs import Sign

CELL_ROLE = int(Qt.ItemDataRole.UserRole)
SPOKEN_ROLES = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole))


@dataclass(frozen=True, slots=True)
class TextCell:
    """Plain words. `main` is bold in the current row (a name); right for numbers and times."""

    text: str
    ink: str = "text2"
    bold: bool = False
    main: bool = False
    right: bool = False
    caption: bool = False
    found: str = ""
    """The part of the text a search hit; it gets the `found` ground."""
    mark: Sign | None = None
    """A small icon behind the text; `marked` says it in words."""
    marked: str = ""


def name_cell(name: str, found: str = "", mark: Sign | None = None, marked: str = "") -> TextCell:
    return TextCell(name, ink="text", main=True, found=found, mark=mark, marked=marked)


def number_cell(text: str, *, ink: str = "text", bold: bool = False) -> TextCell:
    return TextCell(text, ink=ink, bold=bold, right=True)


def time_cell(text: str) -> TextCell:
    return TextCell(text, right=True, caption=True)


@dataclass(frozen=True, slots=True)
class ChipCell:
    """A state, verdict, check or finding; an empty icon leaves the word alone."""

    sign: Sign
    word: str


NOTHING_FOUND = Sign("", "text3")
"""Sign of the quiet word 无异常."""


@dataclass(frozen=True, slots=True)
class ThumbCell:
    """A photo 3:4; None while it is being read: a placeholder of the same size.

    `name` says whose photo it is, for screen readers; `absent` that there is none to be read.
    """

    pixmap: QPixmap | None
    name: str = ""
    absent: bool = False


@dataclass(frozen=True, slots=True)
class TickCell:
    checked: bool
    locked: bool = False


@dataclass(frozen=True, slots=True)
class DotsCell:
    """Steps of a case as dots: values of domain.steps.Mark, in order."""

    marks: tuple[str, ...]
    now: str = ""
    """Name of the present step, for screen readers."""


@dataclass(frozen=True, slots=True)
class MeterCell:
    """A bar with its percent at the right."""

    share: float
    text: str


@dataclass(frozen=True, slots=True)
class DraftedCell:
    """A number edited but not released: old struck through, new in the hue of what is mine."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class BranchCell:
    """First column of a tree shown as a flat list; `unfolded` None means a leaf."""

    text: str
    depth: int
    unfolded: bool | None = None
    bold: bool = False
    mark: Sign | None = None
    """What is one's own about the row: drafted, or under way; `marked` says it in words."""
    marked: str = ""


@dataclass(frozen=True, slots=True)
class GroupCell:
    """A heading across all columns, 28 px, in column 0 of a band row."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class UnitHeadCell:
    """The unit above its persons, across all columns; `ticked` is none, some or all."""

    text: str
    note: str
    chip: ChipCell | None
    unfolded: bool
    ticked: str
    fold_word: str = ""


@dataclass(frozen=True, slots=True)
class MoreCell:
    """A link across all columns: 另 4 条."""

    text: str


@dataclass(frozen=True, slots=True)
class CutCell:
    """The line where the quota ends, 24 px, across all columns."""

    text: str
    note: str = ""


@singledispatch
def spoken(_cell: object) -> str:
    """The cell in words, for screen readers and copying."""
    return ""


def _said_head(cell: UnitHeadCell) -> str:
    parts = (cell.text, cell.note, cell.chip.word if cell.chip else "", cell.fold_word)
    return " ".join(part for part in parts if part)


_PLAIN: tuple[tuple[type, Callable[..., str]], ...] = (
    (TextCell, lambda cell: f"{cell.text} {cell.marked}".rstrip()),
    (ChipCell, lambda cell: cell.word),
    (ThumbCell, lambda cell: cell.name),
    (TickCell, lambda cell: "\N{CHECK MARK}" if cell.checked else ""),
    (DotsCell, lambda cell: cell.now),
    (MeterCell, lambda cell: cell.text),
    (DraftedCell, lambda cell: f"{cell.old} \N{RIGHTWARDS ARROW} {cell.new}"),
    (BranchCell, lambda cell: f"{cell.text} {cell.marked}".rstrip()),
    (GroupCell, lambda cell: f"{cell.text} {cell.note}".strip()),
    (UnitHeadCell, _said_head),
    (MoreCell, lambda cell: cell.text),
    (CutCell, lambda cell: f"{cell.text} {cell.note}".strip()),
)
for _kind, _words in _PLAIN:
    spoken.register(_kind)(_words)
