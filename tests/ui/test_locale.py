"""The Vietnamese of the pages of django-allauth."""

import gettext
import re
from ast import literal_eval
from pathlib import Path

import allauth
import pytest

import donthu.ui

LOCALE = Path(donthu.ui.__file__).parent / "locale" / "vi" / "LC_MESSAGES"
GERMAN = Path(allauth.__file__).parent / "locale" / "de" / "LC_MESSAGES" / "django.po"
SHOWN = re.compile(
    r"(^|\s)(account/(adapter|forms|fields)|mfa/(adapter|totp|webauthn)|socialaccount/adapter"
    r"|templates/(account|allauth|mfa|socialaccount|usersessions)/)"
)
HOLES = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w+}")


def entries(path: Path) -> dict[str, tuple[str, str]]:
    """The places and the translation of each text of a .po file."""
    found = {}
    for block in path.read_text("utf-8").split("\n\n")[1:]:
        if "#~" in block:
            continue
        parts = re.split(r"^(msg\w+(?:\[0\])?) ", block, flags=re.MULTILINE)
        texts = {
            key: "".join(map(literal_eval, re.findall(r'^".*"', value, re.MULTILINE)))
            for key, value in zip(parts[1::2], parts[2::2], strict=True)
        }
        places = " ".join(re.findall(r"^#: (.*)$", block, re.MULTILINE))
        key = f"{texts['msgctxt']}\x04{texts['msgid']}" if "msgctxt" in texts else texts["msgid"]
        found[key] = (places, texts.get("msgstr") or texts.get("msgstr[0]", ""))
    return found


@pytest.fixture(scope="module")
def vietnamese() -> dict[str, str]:
    return {text: said for text, (_, said) in entries(LOCALE / "django.po").items()}


def test_every_text_of_the_pages_has_its_vietnamese(vietnamese: dict[str, str]) -> None:
    shown = {text for text, (places, _) in entries(GERMAN).items() if SHOWN.search(places)}
    assert len(shown) > 200
    assert shown - vietnamese.keys() == set()


def test_no_translation_asks_for_a_value_that_is_not_given(vietnamese: dict[str, str]) -> None:
    for text, said in vietnamese.items():
        assert set(HOLES.findall(said)) <= set(HOLES.findall(text)), text


def test_what_is_compiled_is_what_is_written(vietnamese: dict[str, str]) -> None:
    with (LOCALE / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    found = {key[0] if isinstance(key, tuple) else key: said for key, said in compiled.items()}
    del found[""]
    assert found == vietnamese
