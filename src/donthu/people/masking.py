"""Names and contacts as they may be shown where the whole must not be."""

from donthu.law.text import nfc
from donthu.people.keys import email_key, phone_key

SHOWN = 3  # digits of a phone number; the last four are the key of a look-up and stay hidden


def masked_name(name: str) -> str:
    """The given name cut to its first letter: 'Trần Văn Mậu' → 'Trần Văn M.'."""
    *before, given = nfc(name).split() or [""]
    return " ".join([*before, f"{given[0]}." if given else ""])


def masked_phone(phone: str) -> str:
    """The first three digits: '0912 345 678' → '091*******'; nothing of a number too short."""
    digits = phone_key(phone)
    shown = digits[:SHOWN] if len(digits) > SHOWN + 4 else ""
    return shown + "*" * (len(digits) - len(shown))


def masked_email(email: str) -> str:
    """The first letter and the domain: 'tran.mau@example.vn' → 't***@example.vn'."""
    local, at, domain = email_key(email).rpartition("@")
    return f"{local[:1]}***{at}{domain}" if local else "***" * bool(domain)
