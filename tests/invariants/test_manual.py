"""The manual and the glossary use the words that stand on the screens."""

import re
from functools import cache
from pathlib import Path

import pytest

from donthu.law import registry
from donthu.law.handover import HANDOVER
from donthu.law.words import CHANNEL_NAMES, FOLDER_NAMES, KIND_NAMES, ROLE_NAMES

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs/manual").glob("*.md"))
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
SCREENS = {".html", ".py", ".js", ".po"}


@cache
def screens() -> str:
    """All that the sources of the screens say, blanks made one."""
    files = (path for path in (ROOT / "src/donthu").rglob("*") if path.suffix in SCREENS)
    return " ".join(" ".join(path.read_text("utf-8").split()) for path in sorted(files))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_is_bold_in_the_manual_stands_on_a_screen(page: Path) -> None:
    said = {" ".join(words.split()) for words in BOLD.findall(page.read_text("utf-8"))}
    assert sorted(words for words in said if words not in screens()) == []


def test_the_glossary_has_every_word_of_the_law_with_its_key() -> None:
    glossary = (ROOT / "docs/glossary.md").read_text("utf-8").lower()
    lists = (ROLE_NAMES, FOLDER_NAMES, CHANNEL_NAMES, KIND_NAMES)
    wanted = [(str(key), title) for words in lists for key, title in words.items()]
    for procedure in [*registry.procedures().values(), HANDOVER]:
        wanted += [(state.key, state.title) for state in procedure.states]
        wanted += [(step.key, step.title) for step in procedure.steps]
    missing = [
        (key, title)
        for key, title in wanted
        if f"`{key}`" not in glossary or title.lower() not in glossary
    ]
    assert missing == []
