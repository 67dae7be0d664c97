"""What a command needs around it: settings, the embedded server, progress on the screen."""

import os
import time

import click

from donthu.config import postgres
from donthu.config.paths import DATA


def prepare() -> None:
    """Make Django usable for the rest of the command, with the database running if it is ours."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "donthu.config.settings")
    if not os.environ.get("DATABASE_URL"):
        click.get_current_context().with_resource(postgres.in_use(DATA))
    os.umask(0o077)  # letters and logs are nobody else's on this machine
    import django

    django.setup()


class Progress:
    """Told how far a long work is, it says so on standard error after two seconds, then every two
    seconds; short work stays silent."""

    def __init__(self) -> None:
        self.next = time.monotonic() + 2

    def __call__(self, what: str, done: int, of_how_many: int) -> None:
        if time.monotonic() >= self.next:
            self.next = time.monotonic() + 2
            click.echo(f"  {what}: {number(done)}/{number(of_how_many)}", err=True)


def number(count: int) -> str:
    """A whole number as Vietnamese write it, with dots for thousands."""
    return f"{count:,}".replace(",", ".")
