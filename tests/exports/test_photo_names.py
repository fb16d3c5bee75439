"""Names of photos as files: such as Windows takes, whatever somebody typed."""

import re

from hypothesis import given
from hypothesis import strategies as st

from ciie_admin.exports.photo_names import another, key, photo_name

JPEG = b"\xff\xd8\xff\xe0"
DEVICES = {"con", "prn", "aux", "nul", "com1", "lpt9", "com¹"}


def test_names_say_whose_photo_it_is() -> None:
    assert photo_name("大连好运", "王一", "210202********1234", JPEG) == "大连好运_王一_1234.jpg"
    assert photo_name("大连好运", "王一", "210202199001011234", JPEG) == "大连好运_王一_1234.jpg"
    assert photo_name("A/B:C", "O'Neil\t*", "*****67", b"\x89PNG") == "A_B_C_O'Neil __67.png"
    assert photo_name("con.好运", "", "", JPEG) == "_con.好运.jpg"
    assert photo_name("", "", "", JPEG) == "_.jpg"


@given(st.text(max_size=120), st.text(max_size=120), st.text(max_size=30), st.binary(max_size=8))
def test_every_name_can_be_a_file(unit: str, name: str, number: str, content: bytes) -> None:
    made = photo_name(unit, name, number, content)
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', made)
    assert made.isprintable()
    assert made == made.strip(" ")
    assert len(made) <= 80
    assert len(made.encode()) <= 255
    assert made.split(".")[0].strip().casefold() not in DEVICES
    assert not made.rpartition(".")[0].endswith((" ", "."))


@given(
    st.lists(st.sampled_from(["王.jpg", "ab.jpg", "AB.jpg", "ab_2.jpg", "é.jpg", "e\u0301.jpg"]))
)
def test_no_two_are_taken_for_one(names: list[str]) -> None:
    taken: set[str] = set()
    for one in names:
        made = another(one, taken)
        assert key(made) not in taken
        taken.add(key(made))
    assert len(taken) == len(names)
