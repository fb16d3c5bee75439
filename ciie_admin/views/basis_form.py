"""审批依据, before a release: on whose word, when, by which sheet, and the signed paper."""

from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from ciie_admin import words
from ciie_admin.domain.basis import APPROVER_MAX, SHEET_MAX, one_line
from ciie_admin.errors import BadFile, Mishap
from ciie_admin.models.bases import Given, check_scan
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.fields import LabelledField
from ciie_admin.views.components.labels import ElidedLabel, KeyCaps, boxed, fill, label, row_of
from ciie_admin.views.components.panes import Section
from ciie_admin.views.desk import Desk
from ciie_admin.views.signs import ACTS
from ciie_admin.wire.transport import MAX_SCAN

KILOBYTE = 1024
HEIGHT = 32


class BasisForm(Section):
    """Left empty, a release names nobody but its clerk. Kept until something was released."""

    def __init__(self, desk: Desk, cap: str) -> None:
        self._desk = desk
        self._scan = b""
        self._number = ""
        self._paper = ""
        self._choice = 0
        self._is_reading = False
        super().__init__(gap=8)
        self.setAccessibleName(self.tr("Basis of approval"))
        self._make_fields()
        self._make_paper()
        words = label(self.tr("Basis of approval, if somebody signed"), "caption", hue="text3")
        title = boxed(row_of(words, None, KeyCaps(cap)))
        who = QHBoxLayout()
        fill(who, (self.approver, self.day), 12, (0, 0, 0, 0))
        for place, one in enumerate((self.approver, self.day)):
            who.setStretch(place, 1)
            who.setAlignment(one, Qt.AlignmentFlag.AlignTop)
        paper = QHBoxLayout()
        fill(paper, (self._clip, None, self._attach, self._remove), 8, (0, 0, 0, 0))
        for item in (title, self.sheet):
            self.inside.addWidget(item)
        self.inside.insertLayout(1, who)
        self.inside.addLayout(paper)
        self.inside.addWidget(self._fault)

    def _make_fields(self) -> None:
        self.approver = LabelledField(self.tr("Approved by"), height=HEIGHT)
        self.approver.field.setMaxLength(APPROVER_MAX)
        self.day = LabelledField(self.tr("Approved on"), height=HEIGHT)
        self.sheet = LabelledField(self.tr("Number of the approval sheet"), height=HEIGHT)
        self.sheet.field.setMaxLength(SHEET_MAX)
        for one in (self.approver, self.day):
            one.field.textEdited.connect(self._forgive)

    def _make_paper(self) -> None:
        self._clip = ElidedLabel("", "caption", "text2")
        self._fault = label("", "caption", hue="bad", wrap=True)
        self._attach = Button("", "link", icon=ACTS["attach"])
        self._attach.clicked.connect(self.choose)
        self._remove = Button(self.tr("Remove"), "link")
        self._remove.clicked.connect(self._let_go)
        self._show_paper("")

    # ---- what the page asks

    def start(self) -> None:
        """The keyboard into the first field."""
        self.approver.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.approver.field.selectAll()

    def propose(self, number: str) -> None:
        """Number of the sheet these drafts have; what somebody typed stays."""
        if self.sheet.field.text() == self._number:
            self.sheet.field.setText(number)
        self._number = number
        if not self.day.field.text():
            self.day.field.setText(f"{datetime.now(UTC).astimezone(words.BEIJING):%Y-%m-%d}")

    def is_right(self) -> bool:
        """Says below a field what is wrong with it, and goes there."""
        if self._is_reading:
            self._show_fault(self.tr("The scan is still being read. Wait for it, or remove it."))
            return False
        approver = one_line(self.approver.field.text())
        nobody = bool(self._scan) and not approver
        text = self.tr("Say who approved it, or remove the scan.") if nobody else ""
        self.approver.show_fault(text)
        wrong = bool(approver) and self._day() is None
        text = self.tr("Write the day as 2024-09-20; it cannot lie ahead.") if wrong else ""
        self.day.show_fault(text)
        for one, bad in ((self.day, wrong), (self.approver, nobody)):
            if bad:
                one.field.setFocus(Qt.FocusReason.OtherFocusReason)
        return not (nobody or wrong)

    def given(self) -> Given | None:
        """None where nobody is named."""
        approver, day = one_line(self.approver.field.text()), self._day()
        if not approver or day is None:
            return None
        sheet = one_line(self.sheet.field.text())
        return Given(approver=approver, on=day, sheet=sheet, scan=self._scan)

    def forget(self) -> None:
        """Something was released on it: the next one is another matter."""
        for one in (self.approver, self.day, self.sheet):
            one.field.clear()
        self._number = ""
        self._let_go()

    # ---- the paper

    def choose(self) -> None:
        """Read in the file lane; an answer that comes after another choice is nobody's paper."""
        kinds = self.tr("Scan PDF (*.pdf *.jpg *.jpeg *.png)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Attach the signed paper"), "", kinds)
        if name:
            path = Path(name)
            choice = self._choose_anew(reading=True)
            self._show_paper(self.tr("Reading {0}").format(path.name))
            self._desk.files.run(
                lambda: _read(path),
                lambda content: self._take(choice, path.name, content),
                asker=self,
                key="scan",
                failed=lambda mishap: self._say(choice, mishap),
            )

    def _choose_anew(self, *, reading: bool) -> int:
        self._choice += 1
        self._is_reading = reading
        return self._choice

    def _take(self, choice: int, name: str, content: bytes) -> None:
        if choice == self._choice:
            self._is_reading = False
            self._scan = content
            size = max(1, len(content) // KILOBYTE)
            self._paper = f"{name} · {size:,} KB"
            self._show_paper(self._paper)

    def _let_go(self) -> None:
        self._choose_anew(reading=False)
        self._scan = b""
        self._paper = ""
        self._show_paper("")

    def _show_paper(self, text: str) -> None:
        self._fault.hide()
        self._clip.show_text(text or self.tr("PDF, JPG or PNG, at most 5 MB"))
        self._attach.show_text(self.tr("Change the scan") if text else self.tr("Attach the scan"))
        self._remove.setVisible(bool(text))

    def _say(self, choice: int, mishap: Mishap) -> None:
        """What was attached before stays."""
        if choice != self._choice:
            return
        self._is_reading = False
        self._show_paper(self._paper)
        language = self._desk.language
        title, text = words.mishap_words(mishap, language)
        self._show_fault(f"{title}: {text}" if language == "en" else f"{title}：{text}")

    def _show_fault(self, text: str) -> None:
        self._fault.setText(text)
        self._fault.show()

    def _forgive(self) -> None:
        self.approver.show_fault("")
        self.day.show_fault("")

    def _day(self) -> date | None:
        """None for what is no day, or one that has not begun in Beijing."""
        try:
            found = date.fromisoformat(self.day.field.text().strip())
        except ValueError:
            return None
        ahead = found > datetime.now(UTC).astimezone(words.BEIJING).date()
        return None if ahead else found


def _read(path: Path) -> bytes:
    """Raises BadFile("file_unreadable"), BadInput("scan_unfit")."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_SCAN + 1)
    except OSError:
        raise BadFile("file_unreadable", {"file": path.name}) from None
    check_scan(content)
    return content
