"""Titles, texts and answers of made-up matters: templates of `texts/` filled by chance."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

_LISTS = {
    "since": "since",
    "street": "streets",
    "road": "roads",
    "canal": "canals",
    "bridge": "bridges",
    "school": "schools",
    "market": "markets",
    "project": "projects",
    "time": "times",
}


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What people write about: each variant is a title, what is the case, and its answer.

    `by` are those who settle it: codes of agencies, or "commune" for the committee of the place.
    """

    key: str
    field: str
    kinds: Sequence[str]
    by: Sequence[str]
    titles: Sequence[str]
    facts: Sequence[str]
    asks: Sequence[str]
    answers: Sequence[str]
    result: str


@cache
def common() -> Mapping[str, Any]:
    """The words that all matters share."""
    return tomllib.loads(_read("common.toml"))


@cache
def matters() -> tuple[Matter, ...]:
    """Every matter, in the order of the files' names."""
    folder = files("donthu.demo") / "texts"
    names = sorted(file.name for file in folder.iterdir() if file.name != "common.toml")
    return tuple(
        Matter(**table) for name in names for table in tomllib.loads(_read(name))["matters"]
    )


class Filling(dict[str, str]):
    """What stands in the braces of one matter, drawn when first asked for and then kept.

    `{Street}` is `{street}` with a capital letter.
    """

    def __init__(self, rng: Random, *, place: str) -> None:
        super().__init__(place=place)
        self._rng = rng

    def __missing__(self, key: str) -> str:
        if key[0].isupper():
            said = self[key.lower()]
            return said[0].upper() + said[1:]
        self[key] = drawn = self._draw(key)
        return drawn

    def _draw(self, key: str) -> str:
        rng = self._rng
        match key:
            case "n":
                return str(rng.randint(2, 9))
            case "many":
                return str(rng.randint(12, 60))
            case "number":
                return f"{rng.randint(1, 480)}{rng.choice(('', '', '', 'A', 'B', '/2', '/5'))}"
            case "money":
                return f"{rng.randint(2, 50) * 50_000:,} đồng".replace(",", ".")
            case "hamlet":
                urban = self["place"].startswith("phường")
                words = rng.choice(common()["wards" if urban else "hamlets"])
                return str(words).format(n=rng.randint(1, 9))
            case _:
                return str(rng.choice(common()[_LISTS[key]]))


@dataclass(frozen=True)
class Subject:
    """One matter at one place: who writes of it again says the same things."""

    matter: Matter
    variant: int
    filling: Filling

    @property
    def title(self) -> str:
        """The title of the letter, also of the published answer."""
        return self.matter.titles[self.variant].format_map(self.filling)

    @property
    def plain(self) -> str:
        """What is the case and what is asked for, without what names the sender."""
        fact, ask = self.matter.facts[self.variant], self.matter.asks[0]
        return f"{fact} {ask}".format_map(self.filling)

    def text(self, rng: Random) -> str:
        """The letter, as one of many would write it."""
        words = common()
        parts = [
            rng.choice(words["openings"]),
            self.matter.facts[self.variant],
            rng.choice(self.matter.asks),
            rng.choice(words["closings"]),
        ]
        return " ".join(part for part in parts if part).format_map(self.filling)

    def answer(self, rng: Random, *, agency: str) -> str:
        """The answer of the agency of that name."""
        words = common()
        title = self.title[0].lower() + self.title[1:]
        said = self.matter.answers[self.variant].format_map(self.filling)
        return (
            f"{words['greeting']}\n\n{agency} đã xem xét phản ánh về việc {title} và trả lời như sau:"
            f"\n\n{said}\n\n{rng.choice(words['farewells']).format(agency=agency)}"
        )


def _read(name: str) -> str:
    return (files("donthu.demo") / "texts" / name).read_text("utf-8")
