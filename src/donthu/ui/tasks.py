"""Jobs of the pages."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from donthu.ui.models import Tries


@app.periodic(cron="25 * * * *")
@app.task(name="ui.forget_tries", queueing_lock="ui.forget_tries", retry=3)
def forget_tries(timestamp: int) -> None:
    """Drop what was counted in periods that are over."""
    Tries.objects.filter(until__lt=datetime.fromtimestamp(timestamp, UTC)).delete()
