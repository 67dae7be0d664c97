"""The cases of somebody who knows the contact that was left with them."""

from collections.abc import Sequence
from datetime import datetime

from donthu.cases.models import Case, Party
from donthu.people.keys import email_key, phone_key

MOST = 10


def cases_of_contact(typed: str, *, since: datetime) -> list[int]:
    """The ids of the newest cases since then whose sender left this phone or e-mail. Nobody finds a
    sealed sender by it."""
    column = "email_key" if "@" in typed else "phone_key"
    key = email_key(typed) if "@" in typed else phone_key(typed)
    if not key:
        return []
    parties = Party.objects.filter(
        **{f"person__{column}": key},
        role=Party.Role.SENDER,
        case__received_at__gte=since,
        case__restricted=False,
    )
    return list(parties.order_by("-case_id").values_list("case_id", flat=True)[:MOST])


def named_cases(case_ids: Sequence[int]) -> list[Case]:
    """Those cases, newest first."""
    return list(Case.objects.filter(pk__in=case_ids).order_by("-pk"))
