"""What follows from an event: work in the same transaction, and jobs promised in it.

`DONTHU_REACTIONS` names the dictionary from topic to reactions (config/reactions.py).
"""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from donthu.cases.happened import Happened, Now, Reactions


def keep_promises(happened: Happened) -> None:
    """Do what is done at once; defer the rest with the event's key, once a task and topic."""
    for topic in happened.topics:
        for reaction in _reactions().get(topic, ()):
            if isinstance(reaction, Now):
                _function(reaction.function)(happened)
            elif not reaction.where or getattr(settings, reaction.where):
                waits = happened.at + happened.wait if happened.wait else None
                app.configure_task(reaction.task, queue=reaction.queue, schedule_at=waits).defer(
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
