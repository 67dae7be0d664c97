"""One step for many cases: shown first, then taken case by case, and undone within a day.

Each case is a transaction of its own, so that what one is refused for stops no other; the row that
says what came of it is written in the same transaction, so that nothing is done twice.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection, transaction
from procrastinate.contrib.django import app

from donthu.cases.actions import _picture
from donthu.cases.actions._record import changing
from donthu.cases.actions._rows import RunRows
from donthu.cases.actions.take_step import apply
from donthu.cases.actions.undo_step import MESSAGES_WAIT, OPEN_FOR, TOO_LATE, undo_step
from donthu.cases.actor import Actor
from donthu.cases.attached import Attached
from donthu.cases.errors import Invalid, Refused
from donthu.cases.facts_of_many import facts_of_many
from donthu.cases.keeping_away import why_not
from donthu.cases.models import BulkRow, BulkRun, Case
from donthu.law import engine, registry
from donthu.law.grammar import Input, Step

AT_ONCE = 50  # so many are tried out for the preview and carried out while the officer waits
CARRY_OUT, UNDO = "cases.carry_out", "cases.undo"
GRACE = timedelta(minutes=1)  # then a job looks whether the officer's own request came to its end
FAILED = "Máy chủ gặp lỗi ở hồ sơ này nên không có gì thay đổi; lỗi đã được ghi lại."
AWAY = (InterfaceError, OperationalError)  # of the database, not of one case: tried again later
WAITING, DONE = BulkRow.Outcome.WAITING, BulkRow.Outcome.DONE
Data = Mapping[str, Any]
logger = logging.getLogger(__name__)


def prepare(
    *,
    key: UUID,
    step: Step,
    data: Data,
    cases: Sequence[int],
    own: Mapping[int, Data] | None = None,
    origin: str,
    actor: Actor,
    at: datetime,
) -> int:
    """Write down what is meant and what will be refused; nothing is done yet. The id of the run.

    `data` and, for single cases, `own` are what the step asks for, as `take_step` takes it. The
    caller has made sure that the actor may see the cases. Up to 50 are tried out and rolled back;
    of more, state and rights are asked. Sent again with the same `key`: the same run.
    """
    officer_id = actor.signed_in
    before = BulkRun.objects.filter(key=key, officer=officer_id).values_list("pk", flat=True)
    if (pk := before.first()) is not None:
        return pk
    own = own or {}
    foresee = _tried if len(cases) <= AT_ONCE else _asked
    reasons = foresee(step.key, {pk: {**data, **own.get(pk, {})} for pk in cases}, actor, at)
    with _writing():
        run = BulkRun.objects.create(
            key=key,
            officer_id=officer_id,
            step=step.key,
            data=_written(step, data),
            origin=origin,
            made_at=at,
        )
        BulkRow.objects.bulk_create(
            BulkRow(
                run=run,
                case_id=pk,
                own=_written(step, own.get(pk, {})),
                outcome=BulkRow.Outcome.REFUSED if reasons.get(pk) else WAITING,
                reason=reasons.get(pk, ""),
            )
            for pk in cases
        )
    return run.pk


def start(run_id: int, *, actor: Actor, at: datetime) -> bool:
    """Carry out what was shown, now or by a job when it is much; False when begun before. What is
    left when this ends too soon is done by a job."""
    with transaction.atomic():
        if not begin(run_id):
            return False
        much = len(_rows(run_id, WAITING)) > AT_ONCE
        _promise(CARRY_OUT, run_id, None if much else at + GRACE)
    if not much:
        carry_out(run_id, actor=actor, at=at)
    return True


def start_undo(run_id: int, *, actor: Actor, at: datetime) -> bool:
    """Undo what was done, as `start` does it. Raises Refused after a day."""
    with transaction.atomic():
        if not begin_undo(run_id, at=at):
            return False
        much = len(_rows(run_id, DONE)) > AT_ONCE
        _promise(UNDO, run_id, None if much else at + GRACE)
    if not much:
        undo(run_id, actor=actor, at=at)
    return True


def go_on(run_id: int) -> bool:
    """Let a job do what is left of a run that was begun and has not ended; False for any other."""
    tasks = {BulkRun.State.RUNNING.value: CARRY_OUT, BulkRun.State.UNDOING.value: UNDO}
    task = tasks.get(BulkRun.objects.values_list("state", flat=True).get(pk=run_id))
    if task is None:
        return False
    _promise(task, run_id)
    return True


def begin(run_id: int) -> bool:
    """From the preview to carrying it out; False when that was begun before."""
    return _move(run_id, BulkRun.State.PREVIEW, BulkRun.State.RUNNING)


def carry_out(run_id: int, *, actor: Actor, at: datetime) -> None:
    """Take the step for every row that still waits; who is told is told ten minutes later."""
    rows = RunRows()
    for row_id in _rows(run_id, WAITING):
        rows.begin()
        try:
            _take(row_id, actor, at, rows)
        except AWAY:
            raise
        except Exception as error:  # noqa: BLE001 (one case that fails stops no other)
            _refuse(row_id, WAITING, BulkRow.Outcome.REFUSED, error)
    with _writing():
        BulkRun.objects.filter(pk=run_id, state=BulkRun.State.RUNNING).update(
            state=BulkRun.State.DONE, done_at=at
        )


def begin_undo(run_id: int, *, at: datetime) -> bool:
    """From done to undoing; False when that was begun before. Raises Refused after a day."""
    run = BulkRun.objects.get(pk=run_id)
    if run.done_at is not None and at - run.done_at > OPEN_FOR:
        raise Refused(TOO_LATE)
    return _move(run_id, BulkRun.State.DONE, BulkRun.State.UNDOING)


def undo(run_id: int, *, actor: Actor, at: datetime) -> None:
    """Take back what was done, but for the cases on which somebody has acted since."""
    for row_id in _rows(run_id, DONE):
        try:
            _take_back(row_id, actor, at)
        except AWAY:
            raise
        except Exception as error:  # noqa: BLE001 (one case that fails stops no other)
            _refuse(row_id, DONE, BulkRow.Outcome.KEPT, error)
    _move(run_id, BulkRun.State.UNDOING, BulkRun.State.UNDONE)


def forget_previews(*, before: datetime) -> int:
    """Drop what was shown before that moment and never carried out; how many runs."""
    with _writing():
        old = BulkRun.objects.filter(state=BulkRun.State.PREVIEW, made_at__lt=before)
        _, counts = old.delete()
    return counts.get(BulkRun._meta.label, 0)


def _take(row_id: int, actor: Actor, at: datetime, rows: RunRows) -> None:
    with transaction.atomic():
        row = _locked(row_id, WAITING)
        if row is None:
            return
        step = _step(row)
        data = {**_read(step, row.run.data), **_read(step, row.own)}
        with changing(row.case_id, verb="bulk_run", actor=actor, at=at, rows=rows) as record:
            before = _picture.picture(record.file)
            apply(record, step.key, data)
            record.wait = MESSAGES_WAIT
        row.before = _picture.changed(before, record.file)
        row.outcome, row.seq, row.reason = DONE, record.seq, ""
        row.save(update_fields=["before", "outcome", "seq", "reason"])


def _take_back(row_id: int, actor: Actor, at: datetime) -> None:
    with transaction.atomic():
        row = _locked(row_id, DONE)
        if row is None:
            return
        assert row.seq is not None
        row.undone_seq = undo_step(
            case_id=row.case_id, seq=row.seq, before=row.before, actor=actor, at=at
        )
        row.outcome = BulkRow.Outcome.UNDONE
        row.save(update_fields=["outcome", "undone_seq"])


def _tried(step: str, cases: Mapping[int, Data], actor: Actor, at: datetime) -> dict[int, str]:
    """Why each case would be refused, by taking the step and rolling it back."""
    found = {}
    rows = RunRows()
    for pk, data in cases.items():
        rows.begin()
        try:
            with transaction.atomic():
                with changing(pk, verb="bulk_run", actor=actor, at=at, rows=rows) as record:
                    apply(record, step, data)
                transaction.set_rollback(True)
        except (Refused, Invalid) as refused:
            found[pk] = _words(refused)
    return found


def _asked(step: str, cases: Mapping[int, Data], actor: Actor, at: datetime) -> dict[int, str]:
    """Why the law or the rights refuse each case; what only the step itself finds is told later."""
    found = {}
    for case, facts, giver_id in facts_of_many(Case.objects.filter(pk__in=list(cases))):
        law = registry.procedure(case.procedure)
        roles = actor.seated(case.holder_id, giver_id)
        refused = why_not(case, actor)
        found[case.pk] = refused or engine.refusal(law, law.step(step), facts, roles=roles)
    return found


def _locked(row_id: int, outcome: str) -> BulkRow | None:
    """That row, for this transaction alone, while it is at `outcome`."""
    rows = BulkRow.objects.select_for_update(of=("self",)).select_related("run", "case")
    return rows.filter(pk=row_id, outcome=outcome).first()


def _rows(run_id: int, outcome: str) -> list[int]:
    rows = BulkRow.objects.filter(run=run_id, outcome=outcome)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _refuse(row_id: int, from_: str, to: str, error: Exception) -> None:
    if isinstance(error, Refused | Invalid):
        reason = _words(error)
    else:
        reason = FAILED
        logger.error("row %s of an act on many cases", row_id, exc_info=error)
    with _writing():
        BulkRow.objects.filter(pk=row_id, outcome=from_).update(outcome=to, reason=reason)


def _promise(task: str, run_id: int, when: datetime | None = None) -> None:
    """A job of this transaction; what it finds done it leaves alone."""
    app.configure_task(task, queue="bulk", schedule_at=when).defer(run_id=run_id)


def _words(refused: Refused | Invalid) -> str:
    return refused.reason if isinstance(refused, Refused) else " ".join(refused.errors.values())


def _move(run_id: int, from_: str, to: str) -> bool:
    with _writing():
        return bool(BulkRun.objects.filter(pk=run_id, state=from_).update(state=to))


@contextmanager
def _writing() -> Iterator[None]:
    """A transaction in which rows of the case file may be written."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('donthu.action', 'bulk_run', true)")
        yield


def _step(row: BulkRow) -> Step:
    return registry.procedure(row.case.procedure).step(row.run.step)


def _written(step: Step, data: Data) -> dict[str, Any]:
    """What was given for the step, as it is kept until it is taken."""
    return {name: _plain(value) for name, value in data.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [[f.file_id, f.name] if isinstance(f, Attached) else f for f in value]
    return value


def _read(step: Step, data: Data) -> dict[str, Any]:
    """The same, as `take_step` takes it."""
    kinds = {field.name: field.type for field in step.asks}
    return {name: _value(kinds.get(name), value) for name, value in data.items()}


def _value(kind: Input | None, value: Any) -> Any:
    if kind is Input.DATE:
        return date.fromisoformat(value)
    if kind is Input.FILES:
        return [Attached(*pair) for pair in value]
    return value
