"""Contacts that forms take and that are surely nobody's."""

_AREA = "0200"  # has the form of a landline's area; the codes of provinces begin at 0203
_DOMAIN = "donthu.example"  # RFC 2606: no name under .example is ever given to anybody


def phone(number: int) -> str:
    """The made-up phone of that number, of 11 digits; the same again after ten million."""
    return f"{_AREA}{number % 10_000_000:07d}"


def email(name: str) -> str:
    """The made-up e-mail address of that name."""
    return f"{name}@{_DOMAIN}"
