"""Words of the law for the keys that the case file keeps."""

from functools import cache

from donthu.law import registry
from donthu.law.handover import HANDOVER


@cache
def choices_named(procedure: str, name: str) -> dict[str, str]:
    """What may be chosen in the fields of that name, in any step of the procedure or of a
    hand-over: the words by the key."""
    return {
        key: words
        for law in (HANDOVER, registry.procedure(procedure))
        for step in law.steps
        for field in step.asks
        if field.name == name
        for key, words in field.choices
    }
