"""The clipboard for what must not stay in it."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

KEEP_OUT = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
}
"""Asks the histories of desktops not to remember it (KDE, Windows)."""


def copy_secret(text: str) -> None:
    copied = QMimeData()
    copied.setText(text)
    for kind, mark in KEEP_OUT.items():
        copied.setData(kind, mark)
    QGuiApplication.clipboard().setMimeData(copied)


def forget_secret(text: str) -> None:
    """Unless something else has been copied since."""
    clipboard = QGuiApplication.clipboard()
    if text and clipboard.text() == text:
        clipboard.clear()
