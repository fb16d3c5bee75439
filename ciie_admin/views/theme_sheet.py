"""The one style sheet, made from a palette. What varies is a dynamic property it selects on.

kind: primary | outline | quiet | link (buttons), search (inputs); armed: true on a verdict whose
reasons are open; role: figure | heading | page | caption | key (labels); hue: mine | ok | warn |
bad | wait | text2 | text3; weight: bold; ground: chrome | surface | sunken | sel | <hue>_tint.
"""

from ciie_admin.views.theme_values import POPUP_RADIUS, RADIUS, TYPE, Palette

_INKS = ("mine", "ok", "warn", "bad", "wait", "link", "text", "text2", "text3")
_GROUNDS = ("chrome", "surface", "sunken", "sel", "check")
_TINTS = ("mine_tint", "ok_tint", "warn_tint", "bad_tint", "wait_tint")


def sheet(p: Palette) -> str:
    """QSS text for the application."""
    parts = (_labels(p), _grounds(p), _buttons(p), _inputs(p), _popups(p), _scrolling(p))
    return "\n".join(parts)


def _labels(p: Palette) -> str:
    roles = [
        f'QLabel[role="{name}"]{{font-size:{role.pixels}px;'
        f"font-weight:{700 if role.bold else 400};}}"
        for name, role in TYPE.items()
    ]
    inks = [f'QLabel[hue="{name}"]{{color:{getattr(p, name)};}}' for name in _INKS]
    last = f'QLabel[weight="bold"]{{font-weight:700;}}QLabel:disabled{{color:{p.text3};}}'
    return "\n".join([f"QLabel{{color:{p.text};}}", *roles, *inks, last])


def _grounds(p: Palette) -> str:
    flat = [f'*[ground="{g}"]{{background:{getattr(p, g)};}}' for g in _GROUNDS]
    tints = [
        f'*[ground="{t}"]{{background:{getattr(p, t)};border-radius:{RADIUS}px;}}' for t in _TINTS
    ]
    lines = f'*[rule="across"],*[rule="down"]{{background:{p.hair};border:none;}}'
    return "\n".join([*flat, *tints, lines])


def _buttons(p: Palette) -> str:
    return f"""
QPushButton{{outline:none;border:1px solid transparent;border-radius:{RADIUS}px;
 background:transparent;color:{p.text};padding:0 12px;}}
QPushButton[kind="primary"]{{background:{p.accent};border-color:{p.accent};color:{p.on_accent};}}
QPushButton[kind="primary"]:hover{{background:{p.accent_hover};border-color:{p.accent_hover};}}
QPushButton[kind="primary"]:pressed{{background:{p.accent_pressed};
 border-color:{p.accent_pressed};}}
QPushButton[kind="outline"]{{background:{p.raised};border-color:{p.ctl};}}
QPushButton[kind="outline"]:hover{{background:{p.hover};}}
QPushButton[kind="outline"]:pressed{{background:{p.track};}}
QPushButton[kind="outline"][armed="true"]{{background:{p.sel};border-color:{p.mark};}}
QPushButton[kind="quiet"]:hover{{background:{p.hover};}}
QPushButton[kind="quiet"]:pressed{{background:{p.track};}}
QPushButton[kind="link"]:hover{{background:{p.hover};}}
QPushButton[kind="primary"]:disabled,QPushButton[kind="outline"]:disabled{{
 background:{p.surface};border-color:{p.hair};color:{p.text3};}}
"""


def _inputs(p: Palette) -> str:
    return f"""
QLineEdit,QPlainTextEdit,QComboBox,QDateEdit{{background:{p.surface};color:{p.text};
 border:1px solid {p.box};border-radius:{RADIUS}px;padding:0 8px;
 placeholder-text-color:{p.text3};
 selection-background-color:{p.sel};selection-color:{p.text};}}
QLineEdit[kind="search"]{{border-color:{p.ctl};}}
QPlainTextEdit{{padding:4px 6px;}}
QLineEdit:disabled,QPlainTextEdit:disabled{{color:{p.text3};border-color:{p.hair};}}
QAbstractItemView{{background:{p.surface};border:none;outline:none;}}
QAbstractItemView[ground="clear"]{{background:transparent;}}
QAbstractItemView QLineEdit{{border:2px solid {p.mark};padding:0 6px;}}
QComboBox QAbstractItemView{{background:{p.raised};border:1px solid {p.hair};
 selection-background-color:{p.sel};selection-color:{p.text};}}
QComboBox::drop-down{{border:none;width:20px;}}
"""


def _popups(p: Palette) -> str:
    return f"""
QMenu{{background:{p.raised};border:1px solid {p.hair};border-radius:{POPUP_RADIUS}px;
 padding:4px;}}
QMenu::item{{padding:6px 24px 6px 12px;border-radius:{RADIUS}px;color:{p.text};}}
QMenu::item:selected{{background:{p.sel};}}
QMenu::item:disabled{{color:{p.text3};}}
QMenu::separator{{height:1px;background:{p.hair};margin:4px 8px;}}
QMenu::icon{{padding-left:8px;}}
QFrame[kind="floating"]{{background:{p.raised};border:1px solid {p.hair};
 border-radius:{POPUP_RADIUS}px;}}
QFrame[kind="floating"] QAbstractItemView{{background:transparent;}}
QToolTip{{background:{p.raised};color:{p.text};border:1px solid {p.ctl};padding:4px 6px;}}
"""


def _scrolling(p: Palette) -> str:
    return f"""
QScrollArea,QScrollArea>QWidget>QWidget{{background:transparent;border:none;}}
QScrollBar:vertical{{background:transparent;width:8px;margin:0;}}
QScrollBar:horizontal{{background:transparent;height:8px;margin:0;}}
QScrollBar::handle{{background:{p.ctl};border-radius:2px;margin:2px;}}
QScrollBar::handle:vertical{{min-height:32px;}}
QScrollBar::handle:horizontal{{min-width:32px;}}
QScrollBar::handle:hover{{background:{p.box};}}
QScrollBar::add-line,QScrollBar::sub-line{{width:0;height:0;}}
QScrollBar::add-page,QScrollBar::sub-page{{background:transparent;}}
"""
