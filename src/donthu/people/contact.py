"""Phone numbers and e-mail addresses: are they whole, and does somebody know one."""

import re
from hmac import compare_digest
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from donthu.law.text import nfc
from donthu.people import pins
from donthu.people.keys import email_key, phone_key
from donthu.people.models import Person

KEY_DIGITS = 4

_WRITTEN = re.compile(r"[0-9\s().+-]+")
_VIETNAMESE = re.compile("0[35789][0-9]{8}|02[0-9]{9}")  # mobile, landline
_FOREIGN = re.compile(r"\+(?!84)[1-9][0-9]{6,14}")  # ITU-T E.164
_email_validator = EmailValidator()


class ContactError(ValueError):
    """The message is a Vietnamese sentence for who typed the contact."""


def clean_phone(raw: str) -> str:
    """The number as dialled within Vietnam, or with + and its country's code.

    Raises ContactError when it is no mobile or landline number of Vietnam and no foreign one.
    """
    written = normalize("NFKC", raw).strip()
    if not _WRITTEN.fullmatch(written):
        raise ContactError("Số điện thoại chỉ gồm chữ số, ví dụ 0912 345 678.")
    digits = phone_key(written)
    if _VIETNAMESE.fullmatch(digits):
        return digits
    if _FOREIGN.fullmatch(foreign := "+" + re.sub(r"[^0-9]", "", written)) and written[0] == "+":
        return foreign
    raise ContactError(
        "Số điện thoại chưa đúng: số di động có 10 chữ số, số cố định có 11 chữ số kể cả mã vùng, "
        "ví dụ 0912 345 678 hoặc 024 3825 1234."
    )


def clean_email(raw: str) -> str:
    """The address without blanks around it, its domain in lower case. Raises ContactError."""
    local, at, domain = nfc(raw).strip().rpartition("@")
    address = f"{local}{at}{domain.lower()}"
    try:
        _email_validator(address)
    except ValidationError:
        raise ContactError("Địa chỉ thư điện tử chưa đúng, ví dụ ten@example.vn.") from None
    return address


def look_up_key(person: Person) -> str:
    """What a sender proves to be one with: the last four digits of the phone, or without a phone
    the part of the e-mail before @; empty when there is neither."""
    return _phone_part(person) or _email_part(person)


def key_matches(person: Person, given: str) -> bool:
    """Whether `given` is the key of the phone or of the e-mail, the whole of either, or the PIN.

    Compares with all of them in a time that does not tell how near a wrong one came.
    """
    pairs = [
        (_phone_part(person), re.sub(r"\s", "", given)),
        (phone_key(person.phone), phone_key(given)),
        (_email_part(person), email_key(given)),
        (email_key(person.email), email_key(given)),
    ]
    found = [compare_digest(right.encode(), told.encode()) and right != "" for right, told in pairs]
    return any([*found, pins.matches(person.pin, re.sub(r"\s", "", given))])


def _phone_part(person: Person) -> str:
    digits = phone_key(person.phone)
    return digits[-KEY_DIGITS:] if len(digits) >= KEY_DIGITS else ""


def _email_part(person: Person) -> str:
    return email_key(person.email).rpartition("@")[0]
