"""Who calls: an officer by a token, in all the duties of the day."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from donthu.agencies.duties import Duty, duties_of
from donthu.agencies.models import Officer, TokenScope
from donthu.agencies.tokens import officer_of_token
from donthu.api.problems import Problem
from donthu.cases.actor import Actor
from donthu.cases.visibility import readable_agencies

_READING = ("GET", "HEAD")


@dataclass(frozen=True)
class Caller:
    """The officer of a token; `at` is the moment of the call, and of what comes of it."""

    officer: Officer
    scope: str
    at: datetime

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """All duties of the officer on the day of the call."""
        return duties_of(self.officer, self.today)

    @property
    def today(self) -> date:
        """The day of the call, in Vietnam."""
        return timezone.localtime(self.at).date()

    @property
    def actor(self) -> Actor:
        """The officer as the actions of cases know one."""
        return Actor.officer(self.officer.pk, self.duties)

    @property
    def agency_ids(self) -> list[int]:
        """The agencies whose internal papers and folders the officer may read."""
        return readable_agencies(self.duties)


class Call(HttpRequest):
    """A request whose token was checked."""

    auth: Caller


class OfficerToken(HttpBearer):
    """A token of an officer; one for reading takes no step, one for intake is not let in."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        caller = caller_of(token)
        if caller is None:
            return None
        if caller.scope == TokenScope.INTAKE:
            raise Problem(403, "Mã truy cập này chỉ dùng để gửi phản ánh thay người dân.")
        if caller.scope == TokenScope.READ and request.method not in _READING:
            raise Problem(403, "Mã truy cập này chỉ để đọc.")
        return caller


class Anyone(HttpBearer):
    """A caller without a token is let in as nobody; a token, when there is one, must be good."""

    def __call__(self, request: HttpRequest) -> Any:
        return super().__call__(request) if "Authorization" in request.headers else NOBODY

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        caller = caller_of(token)
        if caller is not None and caller.scope == TokenScope.READ:
            raise Problem(403, "Mã truy cập này chỉ để đọc.")
        return caller


class Nobody:
    """A caller without a token."""


NOBODY = Nobody()


def caller_of(token: str) -> Caller | None:
    """Whose token it is; None when it is not good now."""
    at = timezone.now()
    found = officer_of_token(token, at)
    return Caller(*found, at) if found else None
