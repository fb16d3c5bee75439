"""The manual: one page a topic, in both languages, from resources/manual.

What would go stale is not written but filled in when a page is shown:
  {key:pass}  {key:tray.redo}   the first key of an action: of the review pages or the window,
                                or of the page named before the dot
  {cap:Shift}                   a key by itself
  {act:pass}                    what the action is called
  {word:stage.draft}            from resources/words.toml
  {say:Facts/Checks}            a text of the windows, by its context and its English source
  {topic:tray}                  a link to another page, with its title
  {fact:offline_days}           a number the program goes by
  {keys}                        every action with all its keys, page by page
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from PySide6.QtCore import QCoreApplication

from ciie_admin.config import resource
from ciie_admin.models import spelling
from ciie_admin.models.lease import LEASE
from ciie_admin.views.actions import Deed, deeds, said
from ciie_admin.views.components.notices import NextStep
from ciie_admin.words import Language, word

Topic = Literal[
    "start", "units", "persons", "photos", "finding", "lists", "deciding", "release", "approval",
    "two-people", "free-badges", "batches", "tray", "spot-checks", "duplicates", "mistakes",
    "callers", "tags", "assigning", "export", "projector", "offline", "safety", "keys",
]  # fmt: skip
TOPICS: tuple[Topic, ...] = get_args(Topic)
"""In the order of the table of topics."""
KEY = "F1"
STEP = "help:"
"""Before the topic, in the key of an empty state's last step."""
ICON = "mdi6.help-circle-outline"
PLACE = re.compile(r"\{(key|cap|act|word|say|topic|fact):([^{}]+)\}")
ROOM = "\N{NO-BREAK SPACE}"
FACTS = {"offline_days": str(LEASE.days)}
translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Registry:
    """Pages with actions by their short names; those of `usual` are named without their page."""

    usual: tuple[type, ...]
    pages: Mapping[str, type]

    def deed(self, name: str) -> Deed:
        """Raises KeyError for an unknown page or action."""
        page, dot, own = name.rpartition(".")
        owners = (self.pages[page],) if dot else self.usual
        found = [deed for owner in owners for _, deed in deeds(owner) if deed.name == own]
        if not found:
            raise KeyError(name)
        return found[0]


@dataclass(frozen=True, slots=True)
class Page:
    """`text` is Markdown; `sounds` are pinyin and initials of the title."""

    topic: Topic
    title: str
    text: str
    sounds: tuple[str, ...] = ()


def title(topic: Topic, language: Language) -> str:
    return word("manual", topic, language)


def step(topic: Topic, language: Language) -> NextStep:
    """The last step of an empty state: how it is done."""
    name = title(topic, language)
    how = translate("Manual", "How to {0}").format(name[:1].lower() + name[1:])
    return NextStep(f"{STEP}{topic}", ICON, how, "", (KEY,))


def read_pages(language: Language) -> tuple[Page, ...]:
    """All pages with their places unfilled; not on the UI thread."""
    folder = resource("manual") / language
    pages = []
    for topic in TOPICS:
        name = title(topic, language)
        text = (folder / f"{topic}.md").read_text(encoding="utf-8")
        sounds = tuple(spelling.search_tokens(name).split())
        pages.append(Page(topic, name, text, sounds))
    return tuple(pages)


def filled(text: str, registry: Registry, language: Language) -> str:
    """Markdown with keys as code, by what the keys are now. Raises KeyError naming the place."""

    def fill(place: re.Match[str]) -> str:
        kind, name = place.groups()
        if kind == "key":
            return code(registry.deed(name).printed()[0])
        if kind == "cap":
            return code(name)
        if kind == "act":
            return said(registry.deed(name))
        if kind == "say":
            return translate(*name.split("/", 1))
        if kind == "fact":
            return FACTS[name]
        if kind == "topic":
            return f"[{word('manual', name, language)}]({name}.md)"
        group, _, key = name.partition(".")
        return _within(text[: place.start()], word(group, key, language))

    return PLACE.sub(fill, text)


def _within(before: str, said: str) -> str:
    """A word of the screens keeps its capital at the beginning of a sentence and in quotes only."""
    begins = not before.endswith(" ") or before.rstrip(" ").endswith((".", ":", "-"))
    return said if begins else said[:1].lower() + said[1:]


def code(key: str) -> str:
    """A key as Markdown, with room at both sides: the cap is drawn round the letters."""
    return f"`{ROOM}{key}{ROOM}`"


def fitting(pages: Sequence[Page], typed: str) -> tuple[Page, ...]:
    """Pages whose title fits what was typed, by its letters or sounds, then those that hold it."""
    wanted = typed.strip().casefold()
    if not wanted:
        return tuple(pages)
    named = [one for one in pages if _is_named(one, wanted)]
    return (*named, *(one for one in pages if one not in named and wanted in one.text.casefold()))


def _is_named(page: Page, wanted: str) -> bool:
    return wanted in page.title.casefold() or any(s.startswith(wanted) for s in page.sounds)
