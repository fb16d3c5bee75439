"""Local tags from a table: every line finds its record, or says why not."""

import pytest

from ciie_admin.errors import BadFile
from ciie_admin.exports.tables import Table
from ciie_admin.models.mark_import import LeftOut, Reading, understood
from ciie_admin.wire.messages import SubjectKind
from tests.domain.samples import person, unit
from tests.fixtures.local import Local
from tests.fixtures.records import person_form, unit_form

CODE = "统一社会信用代码"


def code(number: int) -> str:
    return unit_form(number).credit_code


def read(local: Local, kind: SubjectKind, heads: str, *rows: str) -> Reading:
    cells = [tuple(row.split(",")) for row in rows]
    table = Table(tuple(heads.split(",")), tuple(enumerate(cells, 2)))
    with local.cache.read() as db:
        return understood(db, kind, table)


@pytest.fixture
def three(local: Local) -> Local:
    """Units 1 to 3; 王芳 is in 1 and twice in 2."""
    units = [unit(id=n, form=unit_form(n)) for n in (1, 2, 3)]
    named = person_form(1, name="王芳")
    persons = [person(id=10 + n, unit_id=o, form=named) for n, o in enumerate((1, 2, 2))]
    local.start(*units, *persons)
    return local


def test_units_by_code_a_yes_is_a_tag_and_a_text_a_column(three: Local) -> None:
    rows = (
        f"{code(1)},是,9月20日,改过的名",
        f"{code(2).lower()},否,,x",
        "T404,是,,",
        ",是,,",
        f"{code(3)},√,—,",
    )
    found = read(three, "unit", f"{CODE},重点企业,已电话,单位名称", *rows)
    assert found.rows == ((1, "重点企业", ""), (1, "已电话", "9月20日"), (3, "重点企业", ""))
    assert found.names == ("重点企业", "已电话"), "a head of our own sheets is no tag"
    assert found.left_out == (LeftOut(4, "unknown"), LeftOut(5, "no_key"))
    assert found.lines == 3


def test_persons_by_name_and_unit_or_code_or_id(three: Local) -> None:
    names = [unit_form(n).name_zh for n in (1, 2)]
    by_name = read(three, "person", "姓名,单位名称,译员", *(f"王芳,{one},是" for one in names))
    assert by_name.rows == ((10, "译员", ""),)
    assert by_name.left_out == (LeftOut(3, "several"),)
    by_code = read(three, "person", f"姓名,{CODE},译员", f"王芳,{code(1)},是")
    assert by_code.rows == ((10, "译员", ""),)
    by_id = read(three, "person", "编号,座位", "11,A3", "99,A4")
    assert by_id.rows == ((11, "座位", "A3"),)
    assert by_id.left_out == (LeftOut(3, "no_such_id"),)


@pytest.mark.parametrize(
    ("kind", "heads", "why"),
    [
        ("unit", "单位名称,重点企业", "table_no_key"),
        ("person", "姓名,译员", "table_no_key"),
        ("unit", f"{CODE},单位名称,注册地址", "table_no_tags"),
    ],
)
def test_a_table_that_cannot_be_understood_changes_nothing(
    three: Local, kind: SubjectKind, heads: str, why: str
) -> None:
    with pytest.raises(BadFile) as told:
        read(three, kind, heads, "a,b,c")
    assert told.value.code == why
