"""A file as actions take it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Attached:
    """A stored file and the name it comes under, at most 255 characters."""

    file_id: int
    name: str
