"""The icons of the pages: those named in icons.txt, brought by the build from @tabler/icons."""

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from django.contrib.staticfiles import finders
from django.utils.safestring import SafeString, mark_safe

_DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_FRAME = re.compile(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>')


class MissingIcon(LookupError):
    """An icon that a page asks for and the build did not bring."""


def names() -> tuple[str, ...]:
    """The icons the build brings, in the order of icons.txt."""
    return tuple(files("donthu.ui").joinpath("icons.txt").read_text("utf-8").split())


@cache
def drawing(name: str) -> SafeString:
    """What stands inside the SVG element of an icon; raises MissingIcon."""
    found = finders.find(f"vendor/icons/{name}.svg")
    if not isinstance(found, str):
        raise MissingIcon(f"no icon {name!r}: add it to ui/icons.txt and build the assets again")
    drawn = _DRAWING.search(Path(found).read_text("utf-8"))
    if drawn is None:
        raise MissingIcon(f"{found} is no SVG file")
    lines = _FRAME.sub("", drawn[1]).split()
    return mark_safe(" ".join(lines))  # drawn by the package of icons, not by a person
