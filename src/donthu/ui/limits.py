"""How often somebody may try something, counted by all web processes together."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


@dataclass(frozen=True, kw_only=True)
class Limit:
    """At most `most` tries of `name` in each period of `seconds`, for each one who tries.

    Two tries in the same instant may count as one: it slows a machine down, it is no lock.
    """

    name: str
    most: int
    seconds: int

    def reached(self, who: str, at: datetime) -> bool:
        """Whether `who` has no tries left in the period of the moment `at`."""
        return int(cache.get(self._key(who, at), 0)) >= self.most

    def count(self, who: str, at: datetime) -> int:
        """One try more of `who`; how many there were before."""
        key = self._key(who, at)
        before = int(cache.get(key, 0))
        cache.set(key, before + 1, timeout=self.seconds)
        return before

    def take(self, who: str, at: datetime) -> bool:
        """Count one try; whether there was one left."""
        return self.count(who, at) < self.most

    def _key(self, who: str, at: datetime) -> str:
        period = int(at.timestamp()) // self.seconds
        return f"limit:{self.name}:{period}:{salted_hmac('limit', who).hexdigest()}"


def address_of(request: HttpRequest) -> str:
    """The network address that a request came from, past our own proxies."""
    return str(get_adapter().get_client_ip(request))
