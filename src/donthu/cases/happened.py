"""What follows from an event, in words that `config/reactions.py` is written in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Happened:
    """An event, for those who react to it: ids and the sort of thing that happened.

    Topics are "created", "text", "published" and "tells.<audience>"; of a sender who left a phone
    alone it is "tells.sender_by_phone". "corrected" (or "corrected_by_phone"): the sender's contact.
    """

    case_id: int
    kind: str
    seq: int
    year: int
    at: datetime
    topics: tuple[str, ...]
    wait: timedelta = timedelta()  # for jobs that tell somebody


@dataclass(frozen=True)
class Now:
    """Done at once, in the transaction of the event: a function of what happened, by its path."""

    function: str


@dataclass(frozen=True)
class Later:
    """A job deferred in the transaction of the event, by the name of its task; `where` names a
    setting without which there is nothing to do."""

    task: str
    queue: str = "default"
    where: str = ""


Reactions = Mapping[str, Sequence[Now | Later]]
