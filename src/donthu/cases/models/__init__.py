"""The tables of the case file; imported by `donthu.cases` alone."""

from donthu.cases.models.assignment import Assignment
from donthu.cases.models.barred import Barred
from donthu.cases.models.book import Book, Counter, Entry
from donthu.cases.models.bulk_run import BulkRow, BulkRun
from donthu.cases.models.case import Case
from donthu.cases.models.deadline import Deadline
from donthu.cases.models.link import Link
from donthu.cases.models.lookup import Lookup
from donthu.cases.models.note import Note
from donthu.cases.models.paper import Paper, PaperFile
from donthu.cases.models.party import Party
from donthu.cases.models.position import Position
from donthu.cases.models.public_copy import PublicCopy
from donthu.cases.models.public_file import PublicFile
from donthu.cases.models.publication import Publication
from donthu.cases.models.rating import Rating

__all__ = [
    "Assignment",
    "Barred",
    "Book",
    "BulkRow",
    "BulkRun",
    "Case",
    "Counter",
    "Deadline",
    "Entry",
    "Link",
    "Lookup",
    "Note",
    "Paper",
    "PaperFile",
    "Party",
    "Position",
    "PublicCopy",
    "PublicFile",
    "Publication",
    "Rating",
]
