"""Jobs that keep the platform itself going."""

from collections.abc import Iterable

from django.conf import settings
from procrastinate import JobContext, exceptions
from procrastinate.contrib.django import app
from procrastinate.jobs import Job, Status

KEPT = 7 * 24  # hours; what came of a job that matters stands in its own table


@app.periodic(cron="* * * * *")
@app.task(name="config.rescue_jobs", queueing_lock="config.rescue_jobs", pass_context=True, retry=3)
async def rescue_jobs(context: JobContext, timestamp: int) -> None:
    """Put the jobs of workers that died back into the queue, and those of this worker whose end
    it could not write down."""
    manager = app.job_manager
    lost: Iterable[Job] = [
        *await manager.get_stalled_jobs(seconds_since_heartbeat=settings.DONTHU_RESCUE_AFTER),
        # it does one job at a time, this one; another that it holds ended while the database was
        # away, and its worker, alive, would keep it for ever
        *await manager.list_jobs_async(status="doing", worker_id=context.job.worker_id),
    ]
    for job in lost:
        if job.id == context.job.id:
            continue
        try:
            await manager.retry_job(job)
        except exceptions.UniqueViolation:  # of a periodic job the next one waits already
            await manager.finish_job(job, status=Status.ABORTED, delete_job=True)
        except exceptions.ConnectorException:
            continue  # another worker was quicker; if not, a minute later it is tried again


@app.periodic(cron="40 2 * * *")
@app.task(name="config.forget_jobs", queueing_lock="config.forget_jobs", retry=3)
async def forget_jobs(timestamp: int) -> None:
    """Drop jobs that went well a week ago: the rescue alone makes half a million a year."""
    await app.job_manager.delete_old_jobs(nb_hours=KEPT)
