"""All marks of a text."""

from collections.abc import Iterable

from donthu.people.identifiers.health import health
from donthu.people.identifiers.marks import Kind, Mark, Read
from donthu.people.identifiers.names import names
from donthu.people.identifiers.numbers import accounts, emails, id_numbers, phones
from donthu.people.identifiers.places import addresses, parcels
from donthu.people.identifiers.plates import plates

# What comes first gives its kind to a place that several find.
_FINDERS = (emails, id_numbers, phones, accounts, plates, parcels, addresses, names, health)


def find(text: str) -> list[Mark]:
    """Every mark of `text` (in NFC), in its order, none over another."""
    read = Read.of(text)
    found = [mark for finder in _FINDERS for mark in finder(read) if mark.start < mark.end]
    return _joined(read, found)


def _joined(read: Read, found: Iterable[Mark]) -> list[Mark]:
    """Marks over one another become one, of the kind of the first finder but for a mere hint."""
    joined: list[Mark] = []
    for mark in sorted(found, key=lambda mark: mark.start):
        last = joined[-1] if joined else None
        if last is None or mark.start >= last.end:
            joined.append(mark)
        elif last.kind is Kind.HEALTH or mark.end > last.end:
            kind = mark.kind if last.kind is Kind.HEALTH else last.kind
            joined[-1] = read.mark(kind, last.start, max(last.end, mark.end))
    return joined
