"""Jobs that keep the platform itself going."""

from procrastinate.contrib.django import app

SILENT_FOR = 60  # seconds without a sign of life after which a worker counts as dead


@app.periodic(cron="* * * * *")
@app.task(name="config.rescue_jobs", queueing_lock="config.rescue_jobs", pass_context=False)
async def rescue_jobs(timestamp: int) -> None:
    """Put the jobs of workers that died back into the queue."""
    manager = app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_FOR):
        await manager.retry_job(job)
