"""The message a unit will get once the drafts on it are released, as the centre writes it."""

from PySide6.QtWidgets import QWidget

from ciie_admin.models import letters
from ciie_admin.views.components.labels import label
from ciie_admin.views.components.panes import Section
from ciie_admin.views.desk import Desk
from ciie_admin.wire.messages import Subject


class LetterBox(Section):
    """Hidden where nothing is told."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=6)
        self._desk = desk
        self._title = label("", "caption", hue="text3")
        self.text = label("", hue="text2", wrap=True)
        parts: tuple[QWidget, ...] = (self._title, self.text)
        for part in parts:
            self.inside.addWidget(part)
        self.hide()

    def ask(self, unit_name: str, subject: Subject) -> None:
        """Read on the read lane; an answer about another row than the last one is not shown."""

        def then(text: str) -> None:
            self._title.setText(self.tr("Message to {0}").format(unit_name))
            self.text.setText(text)
            self.setVisible(bool(text))

        self._desk.read(lambda db: letters.of_subject(db, subject), then, asker=self, key="letter")
