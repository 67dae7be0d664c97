"""What two spellings of the same person have in common."""

import re
from unicodedata import normalize

from donthu.law.text import nfc, syllables

_NOT_DIGIT = re.compile("[^0-9]")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]")


def name_key(name: str) -> str:
    """`name` folded, its syllables one space apart: 'Trần  Văn MẬU' → 'tran van mau'."""
    return " ".join(syllables(name))


def phone_key(phone: str) -> str:
    """The digits of `phone` as dialled within Vietnam: '+84 912.345.678' → '0912345678'."""
    written = normalize("NFKC", phone).strip()  # some keyboards type digits of full width
    digits = _NOT_DIGIT.sub("", written)
    if written.startswith(("+84", "(+84")) or digits.startswith("0084"):
        digits = "0" + digits.removeprefix("00").removeprefix("84").removeprefix("0")
    elif digits.startswith("84") and len(digits) == 11:
        digits = "0" + digits[2:]
    return digits


def email_key(email: str) -> str:
    """`email` in lower case and NFC without blanks around it."""
    return nfc(email).strip().lower()


def id_number_key(number: str) -> str:
    """The letters and digits of an identity paper's number, in capitals."""
    return _NOT_ALPHANUMERIC.sub("", nfc(number)).upper()
