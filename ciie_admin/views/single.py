"""One window a person and computer: a second start raises the first and ends."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

PATIENCE_MS = 500
RAISE = b"raise"


def name_of(folder: Path) -> str:
    """Of the local socket for the programs that share this folder of profiles."""
    digest = hashlib.sha256(str(folder.absolute()).encode()).hexdigest()
    return f"ciie-admin-{digest[:16]}"


def raise_first(folder: Path) -> bool:
    """Whether another program works in this folder; it has been asked to come forward."""
    line = QLocalSocket()
    line.connectToServer(name_of(folder))
    if not line.waitForConnected(PATIENCE_MS):
        return False
    line.write(RAISE)
    line.waitForBytesWritten(PATIENCE_MS)
    line.disconnectFromServer()
    return True


class SecondStarts(QObject):
    """Hears of every later start, on the UI thread. Only this user may connect."""

    heard = Signal()

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._listening = QLocalServer(self)
        self._listening.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._listening.newConnection.connect(self._hear)
        QLocalServer.removeServer(name_of(folder))  # of a program that was killed
        self._listening.listen(name_of(folder))

    def _hear(self) -> None:
        while self._listening.hasPendingConnections():
            line = self._listening.nextPendingConnection()
            line.disconnected.connect(line.deleteLater)
        self.heard.emit()


def bring_forward(window: QWidget) -> None:
    if window.isMinimized():
        window.showNormal()
    window.raise_()
    window.activateWindow()
