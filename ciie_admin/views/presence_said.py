"""Who else is at work on a record, in words."""

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from ciie_admin.views.desk import Desk
from ciie_admin.wire.messages import SubjectKind
from ciie_admin.words import join

translate = QCoreApplication.translate


def at_work(desk: Desk, kind: SubjectKind, number: int) -> str:
    """李经办 正在办理 · 2 分钟; empty while nobody is."""
    others = desk.presence.others(kind, number)
    if not others:
        return ""
    names = join(list(dict.fromkeys(one.name for one in others)), desk.language)
    said = translate("Presence", "{0} is at it").format(names)
    return f"{said} · {_minutes(max(one.ago for one in others))}"


def _minutes(ago: timedelta) -> str:
    minutes = int(ago.total_seconds()) // 60
    if not minutes:
        return translate("Presence", "just now")
    return translate("Presence", "{0} min").format(minutes)
