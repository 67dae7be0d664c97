"""Made-up cases in any number, told by the steps of the law and copied in."""

from collections.abc import Callable, Sequence
from random import Random

from django.db import connection, transaction

from donthu.cases.actor import SENDER
from donthu.cases.bulk import Bulk, CaseFile
from donthu.cases.queries import any_code_taken
from donthu.demo.synth_cast import Cast
from donthu.demo.synth_course import course
from donthu.demo.synth_days import arrivals
from donthu.demo.synth_letters import Letter, Mailbag
from donthu.law.grammar import Role
from donthu.people.models import Person
from donthu.search.index import index_many

Progress = Callable[[str, int, int], None]
AT_ONCE = 2_000  # cases told in memory before they are copied in


class SynthError(RuntimeError):
    """The cases can not be made; the message is a Vietnamese sentence."""


def write_cases(*, cases: int, seed: int, progress: Progress | None = None) -> None:
    """Write `cases` made-up feedback over the sample agencies, as they are now.

    They come in over the two years before `synth_days.REFERENCE`, with peaks around Tết. Equal
    `cases` and `seed` give the same codes, texts and moments in every database with the sample.
    Written in parts of AT_ONCE, each whole or not at all. Raises SynthError without the sample,
    or when cases of that seed are there already.
    """
    cast = Cast.read()
    if not cast.communes:
        raise SynthError("Chưa có cơ quan mẫu; hãy chạy lệnh donthu seed demo trước.")
    rng = Random(seed)
    bag = Mailbag(rng, cast)
    moments = arrivals(rng, cases)
    for done in range(0, cases, AT_ONCE):
        letters = [bag.letter(at) for at in moments[done : done + AT_ONCE]]
        _write(letters, cast, rng)
        if progress:
            progress("vụ việc", done + len(letters), cases)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _write(letters: Sequence[Letter], cast: Cast, rng: Random) -> None:
    """Tell the letters day by day, so that the numbers of the books follow the days; copy them in."""
    if any_code_taken([letter.code for letter in letters]):
        raise SynthError("Đã có vụ việc của hạt giống này; hãy chọn số khác.")
    bulk = Bulk()
    courses = [course(letter, cast, rng) for letter in letters]
    told = [_submit(bulk, letter, cast, rng) for letter in letters]
    happenings = [(move.at, number, move) for number, moves in enumerate(courses) for move in moves]
    for at, number, move in sorted(happenings, key=lambda happening: happening[:2]):
        bulk.take(told[number], move.step, move.data, actor=move.actor, at=at)
    with transaction.atomic():
        index_many(bulk.write())


def _submit(bulk: Bulk, letter: Letter, cast: Cast, rng: Random) -> CaseFile:
    sender, root = letter.sender, letter.path[0]
    return bulk.submit(
        case={
            "code": letter.code,
            "procedure": "feedback",
            "kind": letter.kind,
            "title": letter.title,
            "text": letter.text,
            "channel": letter.channel,
            "area_id": letter.commune.area_id,
            "field_id": cast.fields[letter.subject.matter.field],
            "hide_sender": letter.hide_sender,
            "declared": {"reachable": True},
        },
        agency_id=cast.ids[root],
        sender=Person(
            name=sender.name,
            phone=sender.phone,
            email=sender.email,
            address=sender.address,
            area_id=sender.area_id,
            created_at=letter.at,
        ),
        at=letter.at,
        actor=cast.someone(rng, root, Role.CLERK) if letter.entered else SENDER,
    )
