"""Jobs of the case file."""

from datetime import datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from donthu.agencies.duties import duties_of
from donthu.cases import bulk_runs
from donthu.cases.actions import bulk_run
from donthu.cases.actor import Actor
from donthu.cases.clock import recount_running
from donthu.cases.own_steps import take_own_steps


@app.periodic(cron="10 1 * * *")
@app.task(name="cases.recount", queueing_lock="cases.recount", retry=3)
def recount(timestamp: int) -> None:
    """Each night: days off declared since yesterday move the clocks that still run."""
    recount_running(timezone.now())


@app.periodic(cron="20 * * * *")
@app.task(name="cases.own_steps", queueing_lock="cases.own_steps", retry=3)
def own_steps(timestamp: int) -> None:
    """Each hour: what a clock that ran out, or half of it, asks of the platform."""
    take_own_steps(timezone.now())


@app.task(name="cases.carry_out", queue="bulk", retry=3)
def carry_out(run_id: int) -> None:
    """What an officer means to do to many cases; done again, it goes on where it stopped."""
    now = timezone.now()
    bulk_run.carry_out(run_id, actor=_actor(run_id, now), at=now)


@app.task(name="cases.undo", queue="bulk", retry=3)
def undo(run_id: int) -> None:
    """The same, taken back."""
    now = timezone.now()
    bulk_run.undo(run_id, actor=_actor(run_id, now), at=now)


@app.periodic(cron="25 2 * * *")
@app.task(name="cases.forget_previews", queueing_lock="cases.forget_previews", retry=3)
def forget_previews(timestamp: int) -> None:
    """Each night: acts on many cases that were shown and not carried out."""
    bulk_run.forget_previews(before=timezone.now() - timedelta(days=1))


def _actor(run_id: int, at: datetime) -> Actor:
    officer = bulk_runs.by_id(run_id).officer
    return Actor.officer(officer.pk, duties_of(officer, timezone.localtime(at).date()))
