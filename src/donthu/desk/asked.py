"""What an address asks for in words, as a search box sent it."""

from django.http import QueryDict

from donthu.law.text import nfc

LONGEST = 200  # characters; nobody searches for more


def asked(given: QueryDict, name: str) -> str:
    """The words under that name: composed, without spaces around and without what no text holds."""
    return nfc(given.get(name, "").replace("\0", ""))[:LONGEST].strip()


def number(given: str) -> int:
    """The id that was sent, or 0, which nothing has."""
    return int(given) if given.isdecimal() and len(given) < 19 else 0
