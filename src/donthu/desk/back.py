"""The way back from a case to the same place in the list it was opened from."""

import re
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from donthu.desk.menu import TITLES

NAME = "tu"  # the parameter that carries where the officer came from, below the desk's root
_LISTS = re.compile(r"(?P<list>|tim/|thu-muc/(?P<folder>[a-z_-]+)/)(\?[^#\s\\]*)?")


@dataclass(frozen=True)
class Back:
    """The list that the officer came from: its entry in the menu, its title and its address."""

    here: str
    title: str
    href: str
    came: str  # its address below the desk's root, empty for the worklist
    carried: str  # to be added to addresses that lead on: "?tu=…", or nothing


def back_from(request: HttpRequest, code: str = "") -> Back:
    """Where the officer came from; the worklist when that is not said. With the code of a case
    the address leads to its row."""
    return back_to(request.GET.get(NAME, ""), code)


def back_to(came: str, code: str = "") -> Back:
    """The list of that address below the desk's root; the worklist when it is none."""
    found = _LISTS.fullmatch(came)
    folder = found["folder"] if found else None
    if found is None or (folder and folder not in TITLES):
        came, here, title = "", "work", "Việc hôm nay"
    elif folder:
        here, title = folder, TITLES[folder]
    elif found["list"]:
        here, title = "search", "Kết quả tìm"
    else:
        here, title = "work", "Việc hôm nay"
    anchor = f"#{code}" if code else ""
    carried = f"?{urlencode({NAME: came})}" if came else ""
    return Back(
        here=here,
        title=title,
        href=f"{reverse('desk:work')}{came}{anchor}",
        came=came,
        carried=carried,
    )


def without_words(came: str) -> str:
    """The same list without the words looked for: they may be somebody's name or phone, so what is
    kept of an address does not hold them."""
    path, _, query = came.partition("?")
    given = QueryDict(query, mutable=True)
    given.pop("q", None)
    return f"{path}?{given.urlencode()}" if given else path


def carried_from(request: HttpRequest) -> str:
    """What the links of this list carry so that `back_from` finds back to it."""
    came = request.get_full_path().removeprefix(reverse("desk:work"))
    return f"?{urlencode({NAME: came})}" if came else ""


def list_of(came: str) -> tuple[str, str]:
    """The folder that such an address names, empty for the worklist, and its query; what is
    neither has the folder "tim"."""
    found = _LISTS.fullmatch(came)
    if found is None or found["list"] == "tim/":
        return "tim", ""
    return found["folder"] or "", (came.partition("?")[2])
