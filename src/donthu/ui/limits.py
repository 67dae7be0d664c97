"""How often somebody may try something, counted by all web processes together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.account.adapter import get_adapter
from django.db import connection
from django.db.models import F
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from donthu.ui.models import Tries

# One statement: tries in the same instant wait for one another and are all counted.
_COUNT = """
    INSERT INTO ui_tries AS t (key, count, until)
    SELECT key, 1, until FROM unnest(%s::text[], %s::timestamptz[]) AS tried (key, until)
    ORDER BY key
    ON CONFLICT (key) DO UPDATE SET count = t.count + 1 RETURNING key, count
"""


@dataclass(frozen=True, kw_only=True)
class Limit:
    """At most `most` tries of `name` in each period of `seconds`, for each one who tries."""

    name: str
    most: int
    seconds: int

    def take(self, who: str, at: datetime) -> bool:
        """Count one try; whether there was one left."""
        return take([(self, who)], at)

    def key(self, who: str, at: datetime) -> str:
        """Under which key the tries of `who` in the period of the moment `at` are counted."""
        period = int(at.timestamp()) // self.seconds
        return salted_hmac(f"limit.{self.name}.{period}", who, algorithm="sha256").hexdigest()

    def until(self, at: datetime) -> datetime:
        """When the period of the moment `at` ends."""
        return datetime.fromtimestamp((int(at.timestamp()) // self.seconds + 1) * self.seconds, UTC)


def take(tries: Sequence[tuple[Limit, str]], at: datetime) -> bool:
    """Count one try under each of these limits for who is named beside it; whether each had one
    left. Who has to be right before it counts gets it back with `give_back`."""
    limits = {limit.key(who, at): limit for limit, who in tries}
    with connection.cursor() as cursor:
        untils = [limit.until(at) for limit in limits.values()]
        cursor.execute(_COUNT, [list(limits), untils])
        return all(count <= limits[key].most for key, count in cursor.fetchall())


def give_back(tries: Sequence[tuple[Limit, str]], at: datetime) -> None:
    """Forget one try under each of these limits: it was a right one."""
    keys = [limit.key(who, at) for limit, who in tries]
    Tries.objects.filter(pk__in=keys, count__gt=0).update(count=F("count") - 1)


def address_of(request: HttpRequest) -> str:
    """The network address that a request came from, past our own proxies."""
    return str(get_adapter().get_client_ip(request))
