"""Tokens with which other programs act for an officer over the API."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from donthu.agencies.errors import NotPossible
from donthu.agencies.models import ApiToken, Officer, TokenScope
from donthu.ledger.book import record

LONGEST = 366  # days
_MARK = "dt_"
_SHOWN = 8  # characters kept to recognise a token by
_NOTED_EVERY = timedelta(minutes=5)


@transaction.atomic
def make_token(
    username: str, days: int, scope: str, *, at: datetime, name: str = "", by: int | None = None
) -> str:
    """A new token of that officer, good for `days` days from `at` on; it is shown this once.

    NotPossible when there is no such open account, the scope is unknown or the days too many.
    """
    officer = Officer.objects.filter(username=username.lower(), is_active=True).first()
    if officer is None:
        raise NotPossible(f"Không có tài khoản đang dùng tên {username}.")
    if scope not in TokenScope.values:
        raise NotPossible(f"Phạm vi phải là một trong: {', '.join(TokenScope.values)}.")
    if not 1 <= days <= LONGEST:
        raise NotPossible(f"Mã truy cập dùng được từ 1 đến {LONGEST} ngày.")
    token = _MARK + secrets.token_urlsafe(32)
    row = ApiToken.objects.create(
        officer=officer,
        name=name,
        prefix=token[:_SHOWN],
        digest=_digest(token),
        scope=scope,
        since=at,
        expires=at + timedelta(days=days),
    )
    _note(row, "token_made", at, by)
    return token


@transaction.atomic
def revoke_token(token: ApiToken, *, at: datetime, by: int | None) -> None:
    """The token is no longer good."""
    token.revoked = at
    token.save(update_fields=["revoked"])
    _note(token, "token_revoked", at, by)


def officer_of_token(token: str, at: datetime) -> tuple[Officer, str] | None:
    """The officer and the scope of a token that is good at that moment, else None. One query,
    and a note of its use every five minutes."""
    row = (
        ApiToken.objects.select_related("officer")
        .filter(digest=_digest(token), revoked=None, since__lte=at, expires__gt=at)
        .filter(officer__is_active=True)
        .first()
    )
    if row is None:
        return None
    if row.last_used is None or at - row.last_used >= _NOTED_EVERY:
        ApiToken.objects.filter(pk=row.pk).update(last_used=at)
    return row.officer, row.scope


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _note(token: ApiToken, kind: str, at: datetime, by: int | None) -> None:
    record(
        subject=f"officer:{token.officer_id}",
        kind=kind,
        at=at,
        actor_id=by,
        data={"token": token.pk, "scope": token.scope},
    )
