"""Text as a text message carries it: without accents, in parts that a phone joins again.

3GPP TS 23.038: 160 characters of the default alphabet make one message, 153 each part of a longer
one. An accent would turn the whole message to 70 characters.
"""

from collections.abc import Mapping
from unicodedata import combining, normalize

ONE = 160
PART = 153
SHORTEST_TITLE = 16  # characters; below that a title tells nothing, and a second part is better
_ALPHABET = frozenset(
    "\n !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
)
_ALIKE = str.maketrans(
    {
        "đ": "d",
        "Đ": "D",
        **dict.fromkeys("«»“”„", '"'),
        **dict.fromkeys("‘’`´^", "'"),
        **dict.fromkeys("–—−~", "-"),
        **dict.fromkeys("[{", "("),
        **dict.fromkeys("]}", ")"),
        **dict.fromkeys("|\\", "/"),
    }
)


def plain(text: str) -> str:
    """`text` in the characters of the alphabet that count as one; `?` for what has none alike."""
    marked = normalize("NFKD", text.translate(_ALIKE))
    letters = (letter for letter in marked if not combining(letter))
    return "".join(letter if letter in _ALPHABET else "?" for letter in letters)


def composed(template: str, names: Mapping[str, str]) -> str:
    """The message of a template with these names; a long `{title}` is cut so that it fits in one."""
    title = plain(names.get("title", ""))
    room = ONE - len(_filled(template, names, "")) if "{title}" in template else ONE
    if len(title) > max(room, SHORTEST_TITLE):
        title = title[: max(room, SHORTEST_TITLE) - 2].rstrip() + ".."
    return _filled(template, names, title)


def parts(text: str) -> list[str]:
    """A plain `text` as it is sent: whole, or in the parts of a longer message."""
    if len(text) <= ONE:
        return [text]
    return [text[at : at + PART] for at in range(0, len(text), PART)]


def _filled(template: str, names: Mapping[str, str], title: str) -> str:
    said = template.format_map(_Titled(names, title))
    return plain(" ".join(said.split()))


class _Titled(dict[str, str]):
    """The names, the title as it was cut, and nothing for a name that is missing."""

    def __init__(self, names: Mapping[str, str], title: str) -> None:
        super().__init__(names, title=title)

    def __missing__(self, key: str) -> str:
        return ""
