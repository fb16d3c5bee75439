"""超额排序 beside the other operations about accounts: it changes persons as well."""

from dataclasses import replace

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.persons import Person
from ciie_admin.domain.quota_commands import RankApplicants
from ciie_admin.domain.quota_rules import decide_quota
from ciie_admin.domain.rank_rules import rank
from ciie_admin.domain.states import FreePlace
from ciie_admin.server import effects, placing, quota_judging
from ciie_admin.server.docket import Docket
from ciie_admin.wire.messages import Operation, Verdict, VerdictAccepted, VerdictRefused


def judge(book: Docket, one: Operation, by: Actor) -> Verdict:
    """Any operation about an account."""
    command = one.command
    if not isinstance(command, RankApplicants):
        return quota_judging.judge(book.quotas, book.paths, one, by)
    case = quota_judging.case_of(book.quotas, book.paths, one)
    if case is None or by.path[-1] not in case.own_path:
        return VerdictRefused(id=one.id, code="no_such_record")
    allowed = decide_quota(case, command, by, book.edition, book.now, one.id)
    if isinstance(allowed, Refused):
        return VerdictRefused(id=one.id, code=allowed.code, facts=allowed.facts)
    ranked = rank(case.quota, book.persons, command.persons)
    if isinstance(ranked, Refused):
        return VerdictRefused(id=one.id, code=ranked.code, facts=ranked.facts)
    for after in sorted(ranked, key=_holds):
        _become(book, one, by, after)
    version = book.quotas.accounts[case.quota.id].version
    return VerdictAccepted(id=one.id, seq=0, version=max(1, version))


def _holds(after: Person) -> bool:
    """Places are given back before others take them."""
    return after.free_place is not FreePlace.WAITING


def _become(book: Docket, one: Operation, by: Actor, after: Person) -> None:
    before = book.persons[after.id]
    if after == before:
        return
    book.quotas.person_moved(before, after, by=by.name, account=by.account, operation=one.id)
    told = placing.told(before, after, book.now)
    review = book.units[after.unit_id].review
    paid = effects.followed(told, review, book.edition, book.now)
    book.put(replace(paid or told, version=before.version + 1))
