"""Palettes, type and measures as frozen values. All lengths are logical px at 96 dpi.

`Palette` names the colours of both themes; `Sizes` the heights and paddings of both densities;
`TYPE` the roles of text: six, and those of a wall.
"""

from dataclasses import dataclass
from enum import StrEnum


class Hue(StrEnum):
    """Who must act: the only meaning a colour has."""

    MINE = "mine"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    WAIT = "wait"


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours as #RRGGBB. `chrome` is bars, `surface` panes, `sunken` heads, `raised` buttons."""

    chrome: str
    surface: str
    sunken: str
    raised: str
    hair: str
    row: str
    ctl: str
    box: str
    hover: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    mark: str
    link: str
    sel: str
    selidle: str
    check: str
    mine: str
    mine_tint: str
    ok: str
    ok_tint: str
    warn: str
    warn_tint: str
    bad: str
    bad_tint: str
    wait: str
    wait_tint: str
    found: str
    bar: str
    track: str
    toast: str
    toast_text: str
    toast_link: str


LIGHT = Palette(
    chrome="#F3F4F6", surface="#FFFFFF", sunken="#F8F9FA", raised="#FFFFFF",
    hair="#E4E7EB", row="#EEF0F3", ctl="#C4CAD2", box="#858F9B", hover="#F1F3F6",
    text="#1A1F26", text2="#4B5560", text3="#5C6672",
    accent="#1F4B99", accent_hover="#1A4084", accent_pressed="#15356E", on_accent="#FFFFFF",
    mark="#1F4B99", link="#1F4B99", sel="#E3EBF7", selidle="#E9ECF0", check="#F0F4FA",
    mine="#1F4B99", mine_tint="#E3EBF7", ok="#1D6B3C", ok_tint="#E4F2E8",
    warn="#855000", warn_tint="#FBF0DA", bad="#A8251C", bad_tint="#FBE7E5",
    wait="#4B5560", wait_tint="#EEF0F3", found="#FFF1B8", bar="#5A80BE", track="#E4E7EB",
    toast="#252B33", toast_text="#FFFFFF", toast_link="#A9C4F2",
)  # fmt: skip

DARK = Palette(
    chrome="#17191C", surface="#1E2124", sunken="#1A1D20", raised="#272B30",
    hair="#32373D", row="#292D32", ctl="#4A515A", box="#7A838E", hover="#26292E",
    text="#E7E9EC", text2="#B0B7C0", text3="#98A1AB",
    accent="#3668BD", accent_hover="#4073C9", accent_pressed="#2C59A6", on_accent="#FFFFFF",
    mark="#7FA8EE", link="#93B7F3", sel="#26384F", selidle="#2C3137", check="#212A36",
    mine="#93B7F3", mine_tint="#26384F", ok="#7CC898", ok_tint="#1F3528",
    warn="#E3B062", warn_tint="#3A2E18", bad="#F2958C", bad_tint="#42241F",
    wait="#B0B7C0", wait_tint="#2C3137", found="#5A4A12", bar="#5C84C6", track="#32373D",
    toast="#E7E9EC", toast_text="#1A1F26", toast_link="#1F4B99",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Heights, paddings and widths of one density."""

    compact: bool
    top_bar: int
    pane_head: int
    filter_bar: int
    foot_bar: int
    head: int = 28
    group: int = 28
    photo_row: int
    plain_row: int = 32
    thumb_width: int
    thumb_height: int
    pad: int
    section: int
    gap: int
    side_bar: int
    list_width: int
    application: int
    decision: int


NORMAL = Sizes(
    compact=False, top_bar=44, pane_head=44, filter_bar=36, foot_bar=48,
    photo_row=36, thumb_width=24, thumb_height=32, pad=16, section=12, gap=10,
    side_bar=168, list_width=696, application=336, decision=240,
)  # fmt: skip
COMPACT = Sizes(
    compact=True, top_bar=40, pane_head=40, filter_bar=32, foot_bar=40,
    photo_row=32, thumb_width=21, thumb_height=28, pad=12, section=8, gap=8,
    side_bar=48, list_width=541, application=288, decision=216,
)  # fmt: skip
COMPACT_BELOW = 1200
"""Logical width of a window below which it is compact."""


def sizes_for(width: int) -> Sizes:
    """Density follows the logical width of the window, not the screen."""
    return COMPACT if width < COMPACT_BELOW else NORMAL


@dataclass(frozen=True, slots=True)
class TypeRole:
    pixels: int
    line: int
    bold: bool = False


TYPE = {
    "figure": TypeRole(26, 36, bold=True),
    "heading": TypeRole(20, 28, bold=True),
    "page": TypeRole(16, 24, bold=True),
    "body": TypeRole(13, 20),
    "caption": TypeRole(12, 16),
    "key": TypeRole(11, 14),
    "wall": TypeRole(40, 56, bold=True),
    "told": TypeRole(25, 36),
    "wide_wall": TypeRole(56, 78, bold=True),
    "wide_told": TypeRole(35, 50),
}
FAMILIES = ("Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC")

RADIUS = 4
POPUP_RADIUS = 6
PHOTO_RADIUS = 2
