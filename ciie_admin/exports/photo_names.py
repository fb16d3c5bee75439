"""Names of photos as files, 单位_姓名_后四位: such as every system takes, and no two alike."""

import re
import unicodedata
from collections.abc import Set as AbstractSet

from ciie_admin.domain.identifiers import masked

FORBIDDEN = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_"))
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\s*(\.|$))", re.IGNORECASE)
"""Names of devices: Windows has no file called so, whatever follows a dot."""
UNIT_LETTERS, NAME_LETTERS = 40, 24
"""At most: a name has 255 bytes, three a Chinese letter, and a path 260 letters on Windows."""
LAST = 4
ENDINGS = ((b"\xff\xd8\xff", ".jpg"), (b"\x89PNG", ".png"), (b"GIF8", ".gif"), (b"BM", ".bmp"))


def photo_name(unit: str, name: str, number: str, content: bytes) -> str:
    """Of the number its last four characters, as far as they are shown anywhere."""
    last = masked(number)[-LAST:].rpartition("*")[2]
    parts = (_safe(unit, UNIT_LETTERS), _safe(name, NAME_LETTERS), _safe(last, LAST))
    stem = "_".join(filter(None, parts)) or "_"
    stem = f"_{stem}" if RESERVED.match(stem) else stem
    return stem + next((ending for start, ending in ENDINGS if content.startswith(start)), ".jpg")


def another(name: str, taken: AbstractSet[str]) -> str:
    """The name itself, or with a number where it is taken. `taken` as key() writes them."""
    stem, _, ending = name.rpartition(".")
    number, found = 2, name
    while key(found) in taken:
        found, number = f"{stem}_{number}.{ending}", number + 1
    return found


def key(name: str) -> str:
    """Equal for names that some system takes for one."""
    return unicodedata.normalize("NFC", name).casefold()


def _safe(text: str, most: int) -> str:
    one_line = " ".join(unicodedata.normalize("NFC", text).split())
    shown = "".join(c for c in one_line if c.isprintable()).translate(FORBIDDEN)
    return shown[:most].strip(" .")
