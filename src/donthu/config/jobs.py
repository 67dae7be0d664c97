"""Jobs that keep the platform itself going."""

from django.conf import settings
from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(name="config.rescue_jobs", queueing_lock="config.rescue_jobs", pass_context=False)
async def rescue_jobs(timestamp: int) -> None:
    """Put the jobs of workers that died back into the queue."""
    manager = app.job_manager
    for job in await manager.get_stalled_jobs(
        seconds_since_heartbeat=settings.DONTHU_RESCUE_AFTER
    ):
        await manager.retry_job(job)
