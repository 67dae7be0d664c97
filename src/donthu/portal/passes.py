"""Links and forms of one's own, in place of a session."""

import secrets
from datetime import datetime, timedelta

from django.core import signing
from django.urls import reverse

from donthu.cases import codes

LASTS = timedelta(hours=2)  # as long as files may be added; cases.actions.add_files.OPEN_FOR
FORM_LASTS = timedelta(hours=24)  # as long as a staged file is kept
_PASS, _FORM = "portal.pass", "portal.form"


def link(view: str, code: str, *, at: datetime, **more: object) -> str:
    """The address of a page of the case `code` that is for its sender alone, for two hours."""
    until = int((at + LASTS).timestamp())
    key = signing.dumps([code, until], salt=_PASS)
    return reverse(f"portal:{view}", kwargs={"code": codes.shown(code), **more}) + f"?k={key}"


def holds(key: str, code: str, *, at: datetime) -> bool:
    """Whether `key`, of a link made here, still opens the case `code`."""
    try:
        of, until = signing.loads(key, salt=_PASS)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    return bool(of == code and at.timestamp() <= until)


def form_token(*, at: datetime) -> str:
    """A fresh name for one opened form: files are staged under it, and it is sent once."""
    return signing.dumps([secrets.token_hex(16), int(at.timestamp())], salt=_FORM)


def form_of(token: str, *, at: datetime) -> str | None:
    """What a form token names (32 characters); None when it is not ours or older than a day."""
    try:
        name, since = signing.loads(token, salt=_FORM)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return str(name) if at.timestamp() <= since + FORM_LASTS.total_seconds() else None


def good_form(token: str, *, at: datetime) -> str:
    """That form token where it is good still, else a new one: what a page shown again carries."""
    return token if form_of(token, at=at) is not None else form_token(at=at)
