"""The first window: signing in, what may go wrong, and the first download."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget
from sqlalchemy import text

from ciie_admin import words
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.notices import Callout
from ciie_admin.views.desk import Desk
from ciie_admin.views.download_page import DownloadPage
from ciie_admin.views.main_window import MainWindow
from ciie_admin.views.start_window import Remembered, StartWindow
from tests.fixtures.server import PASSWORD
from tests.fixtures.windows import Hands, plant


class Portal(BaseHTTPRequestHandler):
    """The login page of a hotel network: answers everything with its own HTML."""

    def do_GET(self) -> None:
        body = "<html><body>请登录网络</body></html>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_said: object) -> None:
        """Keeps the test output clean."""


@pytest.fixture
def portal() -> Iterator[str]:
    served = HTTPServer(("127.0.0.1", 0), Portal)
    thread = threading.Thread(target=served.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{served.server_port}"
    served.shutdown()
    thread.join()
    served.server_close()


def texts(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]


def complaint(hands: Hands) -> Callout:
    """What the form says once it has an answer."""
    window = hands.program.window
    assert isinstance(window, StartWindow)
    hands.until(window.callout.isVisible)
    assert window.button.isEnabled()
    return window.callout


def sentence(code: str) -> set[str]:
    return {words.title(code, "zh"), words.sentence("mishap", code, {}, "zh")}


def test_a_wrong_password_is_said_in_a_sentence(hands: Hands) -> None:
    hands.sign_in(password="wrong 1234")
    assert sentence("wrong_password") <= set(texts(complaint(hands)))
    field = hands.program.window.password.field  # type: ignore[attr-defined]
    assert field.hasFocus()
    assert field.selectedText() == field.text() != ""


def test_a_server_that_is_not_there(hands: Hands) -> None:
    hands.server.stop()
    hands.sign_in()
    assert sentence("unreachable") <= set(texts(complaint(hands)))
    hands.server.start()


def test_a_portal_is_not_taken_for_the_server(hands: Hands, portal: str) -> None:
    window = hands.program.start(Remembered(portal, "dalian.clerk"))
    hands.active()
    hands.type(PASSWORD)
    hands.key(Qt.Key.Key_Return)
    assert sentence("not_our_server") <= set(texts(complaint(hands)))
    assert "请登录网络" not in "".join(texts(window))


def test_an_address_without_encryption_is_refused(hands: Hands) -> None:
    window = hands.program.start(Remembered("http://ciie.example.cn", "dalian.clerk"))
    hands.active()
    hands.type(PASSWORD)
    hands.key(Qt.Key.Key_Return)
    assert words.title("insecure_address", "zh") in texts(complaint(hands))
    assert isinstance(hands.program.window, StartWindow)
    assert window.server.field.text() == "http://ciie.example.cn"


def test_empty_fields_are_gone_to_and_nothing_is_asked(hands: Hands) -> None:
    window = hands.program.start(Remembered())
    hands.active()
    assert window.server.field.hasFocus()
    window.sign_in()
    assert window.server.field.hasFocus()
    window.server.field.setText(hands.server.url)
    hands.key(Qt.Key.Key_Return)
    assert window.login.field.hasFocus()
    assert window.callout.isHidden()


def test_the_server_says_which_edition_and_hotline_before_signing_in(hands: Hands) -> None:
    window = hands.start()
    hands.until(lambda: "第七届中国国际进口博览会" in texts(window))
    assert "服务热线 021-968888" in texts(window)


def watch_windows(
    hands: Hands, patch: pytest.MonkeyPatch, then: Callable[[QWidget], None]
) -> list[type]:
    """Kinds of windows in the order they are shown from now on; `then` is called with each. Not
    before its page stands there the download begins.
    """
    seen: list[type] = []
    show, begin = hands.program._show, Desk.begin_sync
    patch.setattr(Desk, "begin_sync", lambda _desk: None)

    def note(window: QWidget) -> None:
        seen.append(type(window))
        show(window)
        if isinstance(window, DownloadPage):
            begin(hands.desk)
        then(window)

    patch.setattr(hands.program, "_show", note)
    return seen


def test_first_sign_in_downloads_then_opens_the_work(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(hands.server)
    hands.start()
    seen = watch_windows(hands, monkeypatch, lambda _window: None)
    hands.active()
    hands.type(PASSWORD)
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: isinstance(hands.program.window, MainWindow))
    assert seen == [DownloadPage, MainWindow]
    hands.ready()
    assert len(hands.list.model.keys) == 6


def test_the_first_download_may_be_cancelled_and_goes_on_another_time(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(hands.server)
    hands.start()

    def cancel(window: QWidget) -> None:
        for button in window.findChildren(Button):
            if button.text() == "取消下载":
                QTimer.singleShot(0, button, button.click)

    with monkeypatch.context() as patch:
        seen = watch_windows(hands, patch, cancel)
        hands.active()
        hands.type(PASSWORD)
        hands.key(Qt.Key.Key_Return)
        hands.until(lambda: seen[-2:] == [DownloadPage, StartWindow])
    assert hands.program.desk is None
    hands.work()
    assert len(hands.list.model.keys) == 6


def test_the_second_sign_in_goes_straight_to_work(hands: Hands, tmp_path: Path) -> None:
    plant(hands.server)
    hands.work()
    hands.program.leave()
    start = hands.program.window
    assert isinstance(start, StartWindow)
    assert (start.server.field.text(), start.login.field.text()) == (
        hands.server.url,
        "dalian.clerk",
    )
    hands.active()
    assert start.password.field.hasFocus()
    hands.type(PASSWORD)
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: not isinstance(hands.program.window, StartWindow))
    assert isinstance(hands.program.window, MainWindow)


def test_signing_out_ends_the_sign_in_at_the_server(hands: Hands) -> None:
    plant(hands.server)
    hands.work()
    assert open_sessions(hands) == 1
    hands.program.leave()
    hands.until(lambda: open_sessions(hands) == 0)
    hands.active()
    hands.type(PASSWORD)
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: isinstance(hands.program.window, MainWindow))
    hands.until(lambda: hands.desk.last_told.state == "online")
    assert open_sessions(hands) == 1


def open_sessions(hands: Hands) -> int:
    with hands.server.engine.begin() as db:
        found = db.execute(text("SELECT count(*) FROM session WHERE ended_at IS NULL"))
        return int(found.scalar_one())


def test_an_account_not_to_be_remembered_is_not_offered_again(hands: Hands) -> None:
    start = hands.start()
    start.remember.setChecked(False)
    hands.active()
    hands.type(PASSWORD)
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: isinstance(hands.program.window, MainWindow))
    hands.program.leave()
    again = hands.program.window
    assert isinstance(again, StartWindow)
    assert again.login.field.text() == ""
    assert again.server.field.text() == hands.server.url


def test_the_form_changes_language_and_keeps_what_was_typed(hands: Hands) -> None:
    start = hands.start("typed.login")
    start.page.language_asked.emit("en")
    window = hands.program.window
    assert isinstance(window, StartWindow)
    assert window is not start
    assert window.login.field.text() == "typed.login"
    assert window.button.text() == "Sign in"
    window.page.language_asked.emit("zh")
    assert hands.program.window.button.text() == "登录"  # type: ignore[attr-defined]
