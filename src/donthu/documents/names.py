"""What a file may be called on a screen and on somebody's disk."""

import re
from pathlib import PurePosixPath

from donthu.law.text import nfc

LONGEST = 255

# Control characters, and those that turn the direction of writing: "anh\u202efdp.exe" reads as
# "anhexe.pdf".
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def display_name(name: str) -> str:
    """`name` in NFC without folders and hidden characters, at most 255 long with its ending."""
    shown = _HIDDEN.sub("", nfc(name)).replace("\\", "/").rsplit("/", 1)[-1].strip(" .")
    ending = extension(shown)
    return shown if len(shown) <= LONGEST else shown[: LONGEST - len(ending) - 1] + "." + ending


def extension(name: str) -> str:
    """The ending of `name` in lower case without its dot; empty when there is none."""
    return PurePosixPath(name).suffix[1:].lower()
