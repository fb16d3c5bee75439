"""Of several ticked records each by its own findings: a reason among the reasons."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from ciie_admin.domain.cases import Case, PersonCase
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.proposed import proposed
from ciie_admin.models.cases import record_of
from ciie_admin.models.proposing import without_own
from ciie_admin.views.components.reasons import Reason
from ciie_admin.views.desk import Desk
from ciie_admin.views.text import grouped
from ciie_admin.wire.messages import SubjectKind

OWN = "own_findings"
"""Stands among the chosen reasons for: what each record's own checks propose, and the reasons
ticked besides only where they propose none.
"""
KEY = "0"


def reasons_of(
    case: Case,
    edition: Edition,
    subject: SubjectKind,
    chosen: tuple[str, ...],
    fixable: bool | None,
) -> tuple[str, ...]:
    """What one record of a batch is told."""
    common = tuple(code for code in chosen if code != OWN)
    if OWN not in chosen:
        return common
    photo = case.person.photo_word if isinstance(case, PersonCase) else None
    return proposed(edition, subject, fixable, record_of(case).findings, photo) or common


class OwnReasons(QObject):
    """Counts on the read lane how many of the ticked records have none of their own."""

    counted = Signal()

    def __init__(
        self, desk: Desk, kind: SubjectKind, chosen: Callable[[], Sequence[int]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind: SubjectKind = kind
        self._chosen = chosen
        self._without: int | None = None

    def ask(self, fixable: bool | None) -> None:
        """Anew for each verdict: it takes other reasons."""
        self._without = None
        kind, ids = self._kind, tuple(self._chosen())
        self._desk.read(
            lambda db: without_own(db, kind, ids, fixable), self._count, asker=self, key="own"
        )

    def row(self) -> Reason:
        """The choice, above the reasons that are the same for all."""
        if self._without is None or not self._without:
            return Reason(OWN, self.tr("By its own checks"), KEY)
        text = self.tr("Own checks, {0} none", "", self._without)
        return Reason(OWN, text.format(grouped(self._without)), KEY)

    def words(self, *, others: bool) -> tuple[str, str]:
        """Title and sentence; `others`: reasons are ticked besides."""
        title = self.tr("Each by its own checks")
        if not self._without:
            return title, self.tr("Every record gets the reasons its own checks propose.")
        if others:
            text = self.tr("{0} have none of their own and get the reasons ticked.")
        else:
            text = self.tr("{0} have none of their own: tick reasons for them, or they stay.")
        return title, text.format(grouped(self._without))

    def _count(self, without: int) -> None:
        self._without = without
        self.counted.emit()
