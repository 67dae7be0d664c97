"""What the public reads of a case must not tell who sent it, nor who else is in it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from donthu.cases.models import Party, PublicCopy
from donthu.cases.visibility import HIDEABLE
from donthu.law.text import nfc
from donthu.people.identifiers.covering import ADDED, Phrase, covered, found_in, phrases_in
from donthu.people.models import Person
from donthu.people.traces import traces

SHOWN = ("title", "text", "answer")  # the fields of the step that the public reads


@dataclass(frozen=True)
class Prepared:
    """What is to be read of what was written, with the phrases that were covered and left, and
    those that were only hinted at."""

    written: Mapping[str, str]
    shown: Mapping[str, str]
    covered: Sequence[Phrase]
    left: Sequence[Phrase]
    hints: Sequence[Phrase] = ()

    def covered_in(self, text: str) -> str:
        """Another text, as of a file, with the same phrases covered."""
        return covered(text, self.covered)


def senders(case_id: int) -> list[Person]:
    """Who sent the case and who speaks for the sender; those in the vault are not among them,
    and their cases are not published."""
    parties = Party.objects.select_related("person").filter(
        case=case_id, role__in=HIDEABLE, person__isnull=False
    )
    return [party.person for party in parties.order_by("pk") if party.person]


def copy_of(case_id: int) -> PublicCopy | None:
    """The copy last prepared of a case."""
    return PublicCopy.objects.select_related("prepared_by").filter(case=case_id).first()


def prepared(
    data: Mapping[str, str],
    people: Sequence[Person],
    *,
    files: Sequence[str] = (),
    look: bool = True,
) -> Prepared:
    """What `data` (title, text and answer as written, what to `cover` and `keep`, a phrase a line)
    comes to. Every mark is covered that is not kept, and every phrase that was added. `files` are
    the texts of the files that go with it.

    `people` are known to the officer: what tells them is marked too. `look` False covers only what
    was added: texts made up or imported are not read through.
    """
    written = {name: nfc(data[name]).replace("\r\n", "\n") for name in SHOWN}
    found = phrases_in([*written.values(), *_unwrapped(files)], people) if look else []
    keep = set(_lines(data.get("keep") or ""))
    added = [Phrase(ADDED, words) for words in _lines(data.get("cover") or "")]
    said = {phrase.words for phrase in added}
    marks = [phrase for phrase in found if not phrase.hint]
    to_cover = [*(phrase for phrase in marks if phrase.words not in keep), *added]
    return Prepared(
        written=written,
        shown={name: covered(text, to_cover) for name, text in written.items()},
        covered=tuple(dict.fromkeys(to_cover)),
        left=tuple(phrase for phrase in marks if phrase.words in keep),
        hints=tuple(phrase for phrase in found if phrase.hint and phrase.words not in said),
    )


def telling(people: Iterable[Person], shown: Mapping[str, str]) -> dict[str, str]:
    """By field, the sentence that says what of these people still stands in what is to be
    published; empty when nothing does."""
    people = list(people)
    errors = {}
    for name in shown:
        found = {
            f"{t.what} người gửi: “{t.written}”": None
            for person in people
            for t in traces(person, shown[name])
        }
        if found:
            errors[name] = f"Nội dung này còn {', '.join(found)}; hãy che trước khi công khai."
    return errors


def counts(phrases: Iterable[Phrase]) -> dict[str, int]:
    """How many phrases of each kind: all that an event tells of them."""
    return dict(Counter(phrase.kind for phrase in phrases))


def still_standing(copy: PublicCopy) -> bool:
    """Whether words that were to be covered can still be read in the copy."""
    phrases = [Phrase(**each) for each in copy.covered]
    return any(True for name in SHOWN for _ in found_in(getattr(copy, name), phrases))


def _unwrapped(files: Iterable[str]) -> Iterator[str]:
    """The texts of files line by line, and run together: a page breaks a name where it likes."""
    for text in files:
        yield text
        yield " ".join(text.split())


def _lines(text: str) -> list[str]:
    return [line.strip() for line in nfc(text).splitlines() if line.strip()]
