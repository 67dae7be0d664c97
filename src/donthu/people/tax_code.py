"""The tax code (mã số thuế) of an enterprise: is it whole.

Ten digits, the tenth a check digit; a dependent unit has three more behind them, from 001 on. The
weights of the check digit are those in common use (recalled; read in no legal text).
"""

import re
from unicodedata import normalize

_WRITTEN = re.compile(r"([0-9]{10})(?:-?([0-9]{3}))?")
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


class TaxCodeError(ValueError):
    """The message is a Vietnamese sentence for who typed the code."""


def clean_tax_code(raw: str) -> str:
    """The code as it is printed: "0100109106", of a dependent unit "0100109106-001".

    Raises TaxCodeError when it has another number of digits or the tenth does not fit the others.
    """
    written = re.sub(r"[\s.]", "", normalize("NFKC", raw))
    found = _WRITTEN.fullmatch(written)
    if not found:
        raise TaxCodeError("Mã số thuế gồm 10 chữ số, của đơn vị phụ thuộc gồm 13 chữ số.")
    main, unit = found.groups()
    if int(main[9]) != _check_digit(main) or unit == "000":
        raise TaxCodeError("Mã số thuế chưa đúng; hãy xem lại từng số.")
    return f"{main}-{unit}" if unit else main


def _check_digit(main: str) -> int:
    """What the tenth digit must be; 10, which no digit is, where there is no such code."""
    total = sum(int(digit) * weight for digit, weight in zip(main, _WEIGHTS, strict=False))
    return 10 - total % 11
