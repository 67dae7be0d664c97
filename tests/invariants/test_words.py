"""The same thing is called by the same word on every screen, in every message and in the manual."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = ROOT / "docs/glossary.md"
_ROW = re.compile(r"^\| (?P<used>[^|]+?) \| (?P<others>[^|]+?) \|", re.MULTILINE)


def _pairs() -> list[tuple[str, str]]:
    """Each word that is not used, with the one that is used in its place, as the glossary says."""
    text = GLOSSARY.read_text("utf-8")
    table = text.partition("## Words that are not used")[2].partition("\n## ")[0]
    rows = list(_ROW.finditer(table))[2:]  # after the head and its line
    return [(other.strip(), row["used"]) for row in rows for other in row["others"].split(",")]


@cache
def _said() -> dict[Path, str]:
    """What people read: templates, messages, sentences of the law, the manual."""
    sources = ROOT / "src/donthu"
    files = [
        *sources.rglob("templates/**/*.html"),
        *sources.rglob("messages.toml"),
        *(sources / "law").rglob("*.py"),
        *(ROOT / "docs/manual").glob("*.md"),
    ]
    return {path: _words(path).lower() for path in files}


def _words(path: Path) -> str:
    """The words of a file without what only the machine reads."""
    text = path.read_text("utf-8")
    match path.suffix:
        case ".html":
            return re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>", " ", text, flags=re.DOTALL)
        case ".md":
            return re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", " ", text, flags=re.DOTALL)
        case ".py":
            nodes = list(ast.walk(ast.parse(text)))
            notes = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}  # docstrings
            said = [n.value for n in nodes if isinstance(n, ast.Constant) and id(n) not in notes]
            return " \n".join(each for each in said if isinstance(each, str) and not each.isascii())
    return re.sub(r"^\w+ = |^\[.*\]$|{\w+}", " ", text, flags=re.MULTILINE)


def test_the_glossary_names_words_that_are_not_used() -> None:
    assert len(_pairs()) >= 10


@pytest.mark.parametrize(("other", "used"), _pairs(), ids=lambda word: str(word))
def test_one_word_for_one_thing(other: str, used: str) -> None:
    word = re.compile(rf"(?<!\w){re.escape(other.lower())}(?!\w)")
    found = [str(path.relative_to(ROOT)) for path, text in _said().items() if word.search(text)]
    assert found == [], f"write «{used}»"
