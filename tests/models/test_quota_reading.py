"""The tree of free badges as the page reads it: nodes, sums, search."""

from collections.abc import Sequence
from dataclasses import replace

from ciie_admin.domain.actors import Role
from ciie_admin.models import quota_reading
from ciie_admin.models.quota_reading import QuotaRow
from ciie_admin.models.quota_tree import Tree, tree
from tests.fixtures.local import ACTOR, Local
from tests.fixtures.local_quotas import AT_JINPU, OWN, of_unit


def on_tree(local: Local, label: str = "vip", role: Role = Role.HEAD) -> Tree:
    with local.cache.read() as db:
        found = tree(db, label, replace(ACTOR, role=role))
    assert found is not None
    return found


def below(local: Local, parent: int | None, *, every: bool = False) -> list[QuotaRow]:
    on = on_tree(local)
    with local.cache.read() as db:
        return quota_reading.children(db, on, parent, every=every)


def names(rows: Sequence[QuotaRow]) -> list[str]:
    return [one.name for one in rows]


def test_the_tree_opens_node_by_node_with_what_is_left_and_sums(giving: Local) -> None:
    (own,) = below(giving, None)
    assert (own.name, own.depth, own.left, own.has_children, own.editable) == (
        *("大连交易团", 0, 10),
        *(True, False),
    )
    beneath = below(giving, own.account.id)
    assert names(beneath) == ["金普新区分团", "中山分团"]
    assert [(one.left, one.depth, one.editable) for one in beneath] == [(4, 1, True), (6, 1, True)]
    assert [one.has_children for one in beneath] == [True, False]
    (with_places,) = below(giving, AT_JINPU)
    assert (with_places.name, with_places.left, with_places.depth) == ("金普商会", 4, 2)
    every = below(giving, AT_JINPU, every=True)
    assert names(every) == ["大连海洋协会", "金普商会"], "by name"
    assert every[0].account == replace(of_unit(2), version=0)
    on = on_tree(giving)
    with giving.cache.read() as db:
        assert quota_reading.hidden(db, on, AT_JINPU) == 1
        assert quota_reading.totals(db, OWN) == {
            "received": 20, "allotted": 5, "reserved": 2, "used": 3,
            "leased": 0, "waiting": 0, "left": 10,
        }  # fmt: skip
        said = quota_reading.labels(db, ACTOR)
        assert [(one.label.id, one.received, one.left) for one in said] == [
            ("vip", 30, 10),
            ("staff", 0, 0),
        ]


def test_a_node_is_found_by_name_and_says_where_it_hangs(giving: Local) -> None:
    on = on_tree(giving)
    with giving.cache.read() as db:
        assert names(quota_reading.found(db, on, "jinpu")) == ["金普新区分团", "金普商会"]
        unit_row, *_ = [
            one for one in quota_reading.found(db, on, "海洋") if one.account.node == "unit"
        ]
        assert unit_row.account.node_id == 2
        assert on.above(unit_row.account) == (OWN, AT_JINPU)
        assert quota_reading.found(db, on, "  ") == []
        assert quota_reading.found(db, on, "浦东") == [], "not below one's own"
        assert tree(db, "visitor", ACTOR) is None, "is paid for"


def test_who_only_looks_may_not_type_and_what_is_removed_is_gone(giving: Local) -> None:
    on = on_tree(giving, role=Role.VIEWER)
    with giving.cache.read() as db:
        assert not any(one.editable for one in quota_reading.children(db, on, OWN))
    touched = giving.hears(gone=[("quota", AT_JINPU)])
    assert touched.quotas == {AT_JINPU}
    first, _ = below(giving, OWN)
    assert (first.account.version, first.account.received) == (0, 0)
