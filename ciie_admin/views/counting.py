"""Texts with a plural form, of modules that are no widgets."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Counting:
    """Texts with a plural form: their extraction knows `tr` alone, and takes the context from the
    name before it.
    """

    context: str

    def tr(self, source: str, comment: str, number: int) -> str:
        return translate(self.context, source, comment, number)
