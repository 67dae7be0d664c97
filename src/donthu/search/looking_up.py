"""The look for twins that comes before a letter is entered, and is kept."""

from dataclasses import dataclass
from datetime import datetime

from donthu.cases.actions.look_up import keep_lookup
from donthu.search.twins import Twin, find_twins, sealed_exists


@dataclass(frozen=True)
class LookedUp:
    """What was found, under the number by which the look-up is kept. `sealed`: a case that is not
    shown has a text alike."""

    id: int
    twins: tuple[Twin, ...]
    sealed: bool


def look_up(
    *,
    officer_id: int,
    agency_id: int,
    at: datetime,
    name: str = "",
    id_number: str = "",
    phone: str = "",
    content: str = "",
) -> LookedUp:
    """Look for the twins of a letter with this sender and content, and keep that it was done: this
    is the one view beyond an officer's own rights."""
    twins = find_twins(name=name, id_number=id_number, phone=phone, content=content)
    return LookedUp(
        id=keep_lookup(
            officer_id=officer_id,
            agency_id=agency_id,
            sender=name,
            text=content,
            found=[twin.case_id for twin in twins],
            at=at,
        ),
        twins=tuple(twins),
        sealed=sealed_exists(content=content),
    )
