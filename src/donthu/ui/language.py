"""The second language of the portal, English: it stands in the address, in no cookie.

Sentences are written in Vietnamese, in the law too, which knows no translation. So a page asks for the
other language where it shows them: by gettext with the Vietnamese as the key, or, for a sentence that
was already put together ("Tệp “a.exe” không có nội dung."), by `said`, which knows it by its shape.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, translate_url
from django.utils import translation
from django.utils.translation import trans_real

ENGLISH = "en"
NAMES = {"vi": "Tiếng Việt", ENGLISH: "English"}
_HOLE = re.compile(r"{(\w+)}")


def language_of_the_address(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: what lies below /en/ is English, everything else Vietnamese, whatever a browser
    would rather have: a link shows everybody the same page."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path_info.split("/")[1:2] != [ENGLISH]:
            return get_response(request)
        with translation.override(ENGLISH):
            return get_response(request)

    return respond


def is_english() -> bool:
    """Whether the page is being made in English."""
    return translation.get_language() == ENGLISH


def other_address(request: HttpRequest) -> tuple[str, str] | None:
    """The language that this page is not in, and where it is in that one; None where there is no
    such page."""
    other = settings.LANGUAGE_CODE if is_english() else ENGLISH
    try:
        resolve(request.path_info)
    except Resolver404:
        return None
    here = request.get_full_path()
    there = translate_url(here, other)
    return None if there == here else (other, there)


def said(text: str) -> str:
    """A Vietnamese sentence of ours in the language of the page; as it is when it has no other."""
    return _english(str(text)) if is_english() else text


@lru_cache(maxsize=1000)
def _english(text: str) -> str:
    if exact := _exact(text):
        return exact
    for shape, english in _shapes():
        if found := shape.fullmatch(text):
            return english.format_map({k: _english(v) for k, v in found.groupdict().items()})
    return text


def _exact(text: str) -> str:
    """Also with its first letter changed, as a label has it inside a sentence."""
    known = _known()
    if text in known:
        return known[text]
    small, large = text[:1].lower() + text[1:], text[:1].upper() + text[1:]
    inside = known.get(small) or known.get(large, "")
    return inside[:1].lower() + inside[1:]


@cache
def _known() -> dict[str, str]:
    """Every text of ours with its English."""
    catalog = trans_real.translation(ENGLISH)._catalog  # type: ignore[attr-defined]
    return {key: said for key, said in catalog.items() if isinstance(key, str) and key}


@cache
def _shapes() -> list[tuple[re.Pattern[str], str]]:
    """The sentences with holes, those that say most first."""
    held = [(key, english) for key, english in _known().items() if _HOLE.search(key)]
    held.sort(key=lambda each: -len(_HOLE.sub("", each[0])))
    return [(re.compile(_pattern(key), re.DOTALL), english) for key, english in held]


def _pattern(sentence: str) -> str:
    """What such a sentence looks like when it is filled in; a hole named twice is filled alike."""
    named: set[str] = set()
    parts = _HOLE.split(sentence)
    for place in range(1, len(parts), 2):
        name = parts[place]
        parts[place] = f"(?P={name})" if name in named else f"(?P<{name}>.+)"
        named.add(name)
    parts[::2] = map(re.escape, parts[::2])
    return "".join(parts)
