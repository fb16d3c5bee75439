"""What the clerk reads out to somebody who calls for a unit."""

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.edition import Edition
from ciie_admin.domain.missing import Lack, Missing
from ciie_admin.views import speech
from ciie_admin.views.components.fact_list import Fact
from ciie_admin.views.components.findings import FindingLine
from ciie_admin.views.components.steps import StepLine
from ciie_admin.views.signs import FINDINGS
from ciie_admin.views.text import grouped
from ciie_admin.wire.support import UnitAccount
from ciie_admin.words import Language, in_beijing, join, sentence, word

translate = QCoreApplication.translate
GOOD, GRAVE = frozenset({Lack.AWAITED, Lack.NOTHING}), frozenset({Lack.FINAL, Lack.OVERDUE})


def missing_lines(found: tuple[Missing, ...], on: Edition, language: Language) -> list[FindingLine]:
    return [_line(one, on, language) for one in found]


def _line(one: Missing, on: Edition, language: Language) -> FindingLine:
    sign = "clear" if one.lack in GOOD else "reject" if one.lack in GRAVE else "look"
    reasons = join([speech.reason_name(on, code, language) for code in one.reasons], language)
    said = sentence("lack", one.lack, {"count": grouped(one.count)}, language)
    until = in_beijing(one.until.isoformat()) if one.until else ""
    due = translate("Support", "until {0}").format(until) if until else ""
    colon = "：" if language == "zh" else ": "
    return FindingLine(FINDINGS[sign], said + (colon + reasons if reasons else ""), due)


def account_facts(account: UnitAccount, language: Language) -> list[Fact]:
    never = translate("Support", "Not in the last 12 hours")
    signed = account.signed_in_at
    return [
        Fact(translate("Support", "State"), _state(account, language)),
        Fact(translate("Support", "Phone"), account.phone or "—"),
        Fact(translate("Support", "E-mail"), account.email or "—"),
        Fact(
            translate("Support", "Signed in"),
            speech.prose_time(signed, language) if signed else never,
        ),
        Fact(translate("Support", "Consent"), speech.prose_time(account.consent_at, language)),
    ]


def _state(account: UnitAccount, language: Language) -> str:
    if account.replaced_at is not None:
        text = translate("Support", "Replaced {0}: a newer account of this unit is valid")
        return text.format(speech.prose_time(account.replaced_at, language))
    if account.wait_until is not None:
        text = translate("Support", "Wrong passwords: may try again at {0}")
        return text.format(speech.prose_time(account.wait_until, language))
    return translate("Support", "Open")


def notice_lines(account: UnitAccount, language: Language) -> list[StepLine]:
    lines = []
    for one in account.notices:
        sent = one.sent_at
        mark = "done" if sent else "now"
        at = speech.prose_time(sent or one.queued_at, language)
        channel = word("notice_channel", one.channel, language)
        lines.append(StepLine(mark, word("notice", one.what, language), channel, at))
    return lines
