"""What follows from an event: work in the same transaction, and jobs promised in it.

`DONTHU_REACTIONS` names the dictionary from topic to reactions (config/reactions.py). Topics are
"created", "text", "published" and "tells.<audience>".
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app


@dataclass(frozen=True)
class Happened:
    """An event, for those who react to it: ids and the sort of thing that happened."""

    case_id: int
    kind: str
    seq: int
    year: int
    at: datetime
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Now:
    """Done at once, in the transaction of the event: a function of what happened, by its path."""

    function: str


@dataclass(frozen=True)
class Later:
    """A job deferred in the transaction of the event, by the name of its task."""

    task: str
    queue: str = "default"


Reactions = Mapping[str, Sequence[Now | Later]]


def keep_promises(happened: Happened) -> None:
    """Do what is done at once; defer the rest with the event's key, once a task and topic."""
    for topic in happened.topics:
        for reaction in _reactions().get(topic, ()):
            if isinstance(reaction, Now):
                _function(reaction.function)(happened)
            else:
                app.configure_task(reaction.task, queue=reaction.queue).defer(
                    case_id=happened.case_id, seq=happened.seq, topic=topic
                )


@cache
def _reactions() -> Reactions:
    found: Reactions = import_string(settings.DONTHU_REACTIONS)
    return found


@cache
def _function(path: str) -> Callable[[Happened], None]:
    found: Callable[[Happened], None] = import_string(path)
    return found
