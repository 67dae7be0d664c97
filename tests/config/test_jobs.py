"""What becomes of jobs whose worker died, run by a real worker on the real tables."""

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob

from donthu.config import jobs

pytestmark = pytest.mark.django_db(transaction=True)


def worker(silent_for: float) -> int:
    """The number of a worker that gave its last sign of life that many seconds ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id",
            [timezone.now() - timedelta(seconds=silent_for)],
        )
        return int(cursor.fetchone()[0])


def held(by: int | None, *, lock: str | None = None, status: str = "doing") -> int:
    """A job that the worker `by` has taken; its queue is one that no worker here looks at."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock, status,"
            " worker_id) VALUES ('elsewhere', 'some.job', %s, %s, %s) RETURNING id",
            [lock, status, by],
        )
        return int(cursor.fetchone()[0])


def run(task: str) -> None:
    """A worker begins, does this job and ends."""
    connector = DjangoConnector(alias="default").get_worker_connector()
    app.configure_task(task, queue="here").defer(timestamp=0)
    with app.replace_connector(connector) as running:
        running.run_worker(
            queues=["here"],
            wait=False,
            listen_notify=False,
            install_signal_handlers=False,
            stalled_worker_timeout=3600,  # dead workers are not just forgotten at its start
        )
    assert ProcrastinateJob.objects.get(queue_name="here").status == "succeeded"


def status(job: int) -> str | None:
    found = ProcrastinateJob.objects.filter(pk=job).first()
    return found and found.status


def test_jobs_of_a_dead_worker_go_back_and_those_of_a_living_one_stay() -> None:
    dead, living = held(worker(silent_for=61)), held(worker(silent_for=5))
    nobodys = held(None)  # its worker was forgotten

    run("config.rescue_jobs")

    assert [status(job) for job in (dead, nobodys, living)] == ["todo", "todo", "doing"]


def test_a_job_whose_end_the_living_worker_could_not_write_goes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[int] = []
    look = type(app.job_manager).get_stalled_jobs

    async def lose_one_first(manager: object, **given: object) -> object:
        """As if this worker had taken a job before, and then the database went away."""
        (mine,) = await app.job_manager.list_jobs_async(status="doing")
        made.append(await sync_to_async(held)(mine.worker_id))
        return await look(manager, **given)

    monkeypatch.setattr(type(app.job_manager), "get_stalled_jobs", lose_one_first)

    run("config.rescue_jobs")

    assert [status(job) for job in made] == ["todo"]


def test_of_a_periodic_job_that_waits_again_the_lost_one_is_dropped_and_the_rest_saved() -> None:
    dead = worker(silent_for=600)
    first, second, other = held(dead, lock="x"), held(dead, lock="x"), held(dead)

    run("config.rescue_jobs")

    assert [status(job) for job in (first, second, other)] == ["todo", None, "todo"]


def test_jobs_that_went_well_are_forgotten_after_a_week_and_failed_ones_kept() -> None:
    old, failed, fresh = (held(None, status=state) for state in ("succeeded", "failed", "todo"))
    with connection.cursor() as cursor:
        for job in (old, failed):
            cursor.execute(
                "INSERT INTO procrastinate_events (job_id, type, at) VALUES (%s, %s, %s)",
                [job, "succeeded", timezone.now() - timedelta(hours=jobs.KEPT + 1)],
            )

    run("config.forget_jobs")

    assert [status(job) for job in (old, failed, fresh)] == [None, "failed", "todo"]


def test_a_nightly_job_that_met_a_restart_of_the_database_is_tried_again_that_night() -> None:
    periodic = [each.task for each in app.periodic_registry.periodic_tasks.values()]

    assert len(periodic) >= 6
    assert [task.name for task in periodic if not task.retry_strategy] == []
