"""What is sent arrives as it was; whatever else arrives is refused without quoting it."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, get_args
from uuid import UUID

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from ciie_admin.domain.commands import Command, Export, NameBasis, PassUnit, ReturnUnit
from ciie_admin.domain.states import Step
from ciie_admin.wire.codec import (
    MAX_ANSWER,
    MAX_REQUEST,
    Malformed,
    dump,
    dump_filled,
    load,
    pack,
    unpack,
)
from ciie_admin.wire.messages import (
    PAGE_FIRST,
    PAGE_OPERATIONS,
    Answer,
    Exchange,
    Fault,
    Operation,
    PersonChange,
    QuotaChange,
    Removal,
    SignIn,
    Subject,
    UnitChange,
    VerdictAccepted,
    VerdictConflict,
    VerdictRefused,
)
from ciie_admin.wire.sound import CODE, DIGEST, LARGEST, MOST_CODES
from tests.domain.samples import person, quota, unit

NAME = "王小明"
few = settings(max_examples=60)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
numbers = st.integers(1, 2**63 - 1)
moments = st.datetimes(min_value=datetime(2000, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
codes = st.lists(texts, max_size=3).map(tuple)
TYPED = {
    "step": st.sampled_from(Step),
    "reasons": codes,
    "rest": st.booleans(),
    "fit": st.booleans(),
    "photo": st.from_regex(DIGEST, fullmatch=True),
    "sight": st.sampled_from(["original", "small", "none"]),
    "to": st.none() | numbers,
    "of": st.sampled_from(["unit", "person"]),
    "descending": st.booleans(),
    "subjects": codes,
    "other": numbers,
    "count": numbers | st.integers(-LARGEST, -1),
    "was": numbers,
    "until": moments,
    "lease": st.uuids(),
    "persons": st.lists(numbers, min_size=1, max_size=3, unique=True).map(tuple),
}
SUBJECTS = ("unit", "person", "photo", "quota", "place", "edition")
commands = st.one_of(
    *(
        st.builds(
            kind,
            **{
                name: TYPED.get(name, texts) for name in kind.__dataclass_fields__ if name != "kind"
            },
        )
        for kind in get_args(Command)
        if kind not in (Export, NameBasis)
    )
)
named = st.lists(st.from_regex(CODE, fullmatch=True), max_size=3).map(tuple)
exports = st.builds(
    Export,
    of=st.sampled_from(["unit", "person", "approval", "photo"]),
    rows=numbers,
    columns=named,
    filters=named,
    masked=st.booleans(),
)
lines = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=40)
named_bases = st.builds(
    NameBasis,
    approver=lines,
    on=st.dates(),
    sheet=st.just("") | lines,
    scan=st.just("") | st.from_regex("[0-9a-f]{64}", fullmatch=True),
)
operations = st.builds(
    Operation,
    id=st.uuids(),
    subject=st.builds(Subject, kind=st.sampled_from(SUBJECTS), id=numbers),
    command=commands | exports | named_bases,
    author=numbers,
    device=st.uuids(),
    n=numbers,
    at=moments,
    seen=st.text("0123456789abcdef", max_size=64),
    batch=st.uuids(),
    after=st.lists(st.uuids(), max_size=3).map(tuple),
    resolves=st.none() | st.uuids(),
    basis=st.none() | st.uuids(),
)
exchanges = st.builds(
    Exchange,
    device=st.uuids(),
    epoch=texts,
    grants=texts,
    cursor=st.integers(0, 2**63 - 1),
    limit=st.integers(1, PAGE_FIRST),
    operations=st.lists(operations, max_size=4).map(tuple),
    at=st.none() | st.builds(Subject, kind=st.sampled_from(["unit", "person"]), id=numbers),
)
facts = st.dictionaries(texts, texts, max_size=3)
verdicts = st.one_of(
    st.builds(VerdictAccepted, id=st.uuids(), seq=numbers, version=numbers),
    st.builds(VerdictRefused, id=st.uuids(), code=texts, facts=facts),
    st.builds(VerdictConflict, id=st.uuids(), version=numbers, seen=texts),
)
changes = st.one_of(
    st.builds(UnitChange, seq=numbers, id=numbers, record=st.just(unit())),
    st.builds(PersonChange, seq=numbers, id=numbers, record=st.just(person())),
    st.builds(QuotaChange, seq=numbers, id=numbers, record=st.just(quota())),
    st.builds(
        Removal,
        seq=numbers,
        id=numbers,
        of=st.sampled_from(["edition", "place", "unit", "person", "quota"]),
    ),
)
answers = st.builds(
    Answer,
    epoch=texts,
    grants=texts,
    restart=st.booleans(),
    verdicts=st.lists(verdicts, max_size=3).map(tuple),
    changes=st.lists(changes, max_size=3).map(tuple),
    cursor=numbers,
    head=numbers,
    remaining=st.integers(0, 9),
    time=moments,
)


@few
@given(st.one_of(operations, exchanges, answers))
def test_messages_travel_unchanged(message: Any) -> None:
    kind = type(message)
    assert load(kind, unpack(pack(dump(message)), MAX_ANSWER)) == message


def test_every_command_is_told_by_its_kind() -> None:
    kinds = {kind.__dataclass_fields__["kind"].default for kind in get_args(Command)}
    assert len(kinds) == len(get_args(Command))


@pytest.mark.parametrize(
    "changes",
    [
        {"columns": ("王小明",)},
        {"columns": ("210102199003071234",)},
        {"columns": ("",)},
        {"columns": ("a\n",)},
        {"filters": ("x" * 41,)},
        {"columns": ("a",) * MOST_CODES, "filters": ("a",)},
        {"rows": -1},
        {"rows": LARGEST + 1},
    ],
)
def test_an_export_is_told_by_codes_and_counts_alone(changes: dict[str, Any]) -> None:
    export = Export(of="person", rows=LARGEST, columns=("a",) * MOST_CODES, masked=True)
    one = Operation(
        id=UUID(int=1),
        subject=Subject(kind="edition", id=7),
        command=export,
        author=1,
        device=UUID(int=2),
        n=1,
        at=datetime(2024, 9, 10, tzinfo=UTC),
        seen="",
        batch=UUID(int=3),
    )
    assert load(Operation, dump(one)) == one
    told = replace(one, command=replace(export, **changes))
    with pytest.raises(Malformed):
        load(Operation, dump(told))


@few
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for read in (lambda: unpack(data, MAX_REQUEST), lambda: load(Exchange, data)):
        with pytest.raises(Malformed):
            read()


FRAME = pack(dump(Exchange(device=UUID(int=1), epoch="e" * 200)))


@pytest.mark.parametrize("length", range(len(FRAME)))
def test_a_frame_cut_anywhere_is_noticed(length: int) -> None:
    with pytest.raises(Malformed):
        unpack(FRAME[:length], MAX_REQUEST)


@pytest.mark.parametrize("place", range(len(FRAME)))
def test_a_flipped_bit_is_noticed_or_makes_no_difference(place: int) -> None:
    for bit in range(8):
        damaged = bytearray(FRAME)
        damaged[place] ^= 1 << bit
        try:
            plain = unpack(bytes(damaged), MAX_REQUEST)
        except Malformed:
            continue
        assert plain == unpack(FRAME, MAX_REQUEST)


def test_nothing_may_stand_behind_a_frame() -> None:
    for more in (b"\0", FRAME):
        with pytest.raises(Malformed):
            unpack(FRAME + more, MAX_REQUEST)


def test_a_bomb_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some kilobytes that would be 512 MB."""
    bomb = pack(bytes(512 * 2**20))
    assert len(bomb) < 64 * 1024
    opened: list[int] = []
    monkeypatch.setattr(zstandard, "ZstdDecompressor", lambda: opened.append(1))
    with pytest.raises(Malformed):
        unpack(bomb, MAX_ANSWER)
    assert opened == []


def test_a_frame_that_hides_its_size_is_refused() -> None:
    hidden = zstandard.ZstdCompressor(write_content_size=False).compress(bytes(10 * MAX_REQUEST))
    with pytest.raises(Malformed):
        unpack(hidden, MAX_REQUEST)


def test_a_frame_that_lies_about_its_size_is_refused() -> None:
    """The declared size is in the header: 200 bytes are said to be 10."""
    said = pack(bytes(200))
    parameters = zstandard.get_frame_parameters(said)
    assert parameters.content_size == 200
    lying = said.replace(bytes([200]), bytes([10]), 1)
    assert zstandard.frame_content_size(lying) == 10
    with pytest.raises(Malformed):
        unpack(lying, MAX_REQUEST)


@pytest.mark.parametrize("size", [0, 1, MAX_REQUEST, MAX_REQUEST + 1])
def test_the_cap_is_exact(size: int) -> None:
    frame = pack(bytes(size))
    if size > MAX_REQUEST:
        with pytest.raises(Malformed):
            unpack(frame, MAX_REQUEST)
    else:
        assert unpack(frame, MAX_REQUEST) == bytes(size)


ONE = json.loads(
    dump(
        Operation(
            id=UUID(int=1),
            subject=Subject(kind="unit", id=1),
            command=ReturnUnit(reasons=("address_differs",), message=NAME),
            author=1,
            device=UUID(int=2),
            n=1,
            at=datetime(2024, 9, 1, tzinfo=UTC),
            seen="f",
            batch=UUID(int=3),
        )
    )
)


@pytest.mark.parametrize(
    "changes",
    [
        {"command": {"kind": "approve_everything", "message": NAME}},
        {"command": {"message": NAME}},
        {"command": {"kind": "pass_unit", "step": NAME}},
        {"command": {"kind": "return_unit", "reasons": NAME}},
        {"subject": {"kind": "mission", "id": 1}},
        {"subject": {"kind": "unit", "id": 0}},
        {"subject": {"kind": "unit", "id": 2**63}},
        {"n": 0},
        {"n": NAME},
        {"seen": NAME * 40},
        {"id": NAME},
        {"at": NAME},
        {"author": -1},
        {"command": {"kind": "name_basis", "approver": " ", "on": "2024-09-01", "sheet": NAME}},
        {"command": {"kind": "name_basis", "approver": NAME * 14, "on": "2024-09-01"}},
        {"command": {"kind": "name_basis", "approver": NAME, "on": "2024-09-01", "scan": "../a"}},
        {"command": {"kind": "name_basis", "approver": f"{NAME}\n1", "on": "2024-09-01"}},
    ],
)
def test_what_cannot_be_is_refused_without_quoting_it(changes: dict[str, Any]) -> None:
    said = json.dumps({**ONE, **changes})
    with pytest.raises(Malformed) as caught:
        load(Operation, said)
    assert NAME not in repr(caught.value) + repr(caught.value.__cause__)
    assert caught.value.__suppress_context__


def test_a_request_has_a_limit_of_operations() -> None:
    body = {"device": str(UUID(int=1)), "operations": [ONE] * (PAGE_OPERATIONS + 1)}
    with pytest.raises(Malformed):
        load(Exchange, json.dumps(body))
    body["operations"] = [ONE] * PAGE_OPERATIONS
    assert len(load(Exchange, json.dumps(body)).operations) == PAGE_OPERATIONS


def test_another_protocol_or_a_limit_out_of_range_is_refused() -> None:
    for changes in ({"protocol": 2}, {"limit": 0}, {"limit": PAGE_FIRST + 1}, {"cursor": -1}):
        with pytest.raises(Malformed):
            load(Exchange, json.dumps({"device": str(UUID(int=1)), **changes}))


def test_a_sign_in_never_shows_its_password_in_a_fault() -> None:
    secret = "korrekt" * 60
    with pytest.raises(Malformed) as caught:
        load(SignIn, json.dumps({"login": "a", "password": secret, "device": str(UUID(int=1))}))
    assert "korrekt" not in repr(caught.value)


def test_a_change_keeps_the_kind_of_its_record() -> None:
    wrong = {"seq": 1, "id": 1, "kind": "unit", "record": json.loads(dump(person()))}
    with pytest.raises(Malformed):
        load(UnitChange, json.dumps(wrong))
    assert load(Fault, b'{"code":"x"}').facts == {}
    assert PassUnit(step=Step.FIRST).kind == "pass_unit"


def test_a_list_filled_with_ready_texts_reads_as_if_it_had_been_dumped() -> None:
    """Also when a fact of a verdict looks like the empty list."""
    facts = {"changes": "[]", "x": '"changes":[]'}
    refused = VerdictRefused(id=UUID(int=1), code="moved", facts=facts)
    changes = tuple(Removal(seq=n, id=n, of="unit") for n in range(1, 4))
    whole = Answer(
        epoch="e",
        grants="g",
        restart=False,
        verdicts=(refused,),
        changes=changes,
        cursor=3,
        head=3,
        remaining=0,
        time=datetime(2026, 1, 1, tzinfo=UTC),
    )
    for there in ((), changes):
        texts = [dump(one).decode() for one in there]
        filled = dump_filled(replace(whole, changes=()), "changes", texts)
        assert load(Answer, filled) == replace(whole, changes=there)
