"""Brings the static files where the web process serves them from, when they have changed."""

import hashlib

import click


def collect() -> None:
    """Fill STATIC_ROOT unless it holds just these files already."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            about = (name, storage.size(name), storage.get_modified_time(name).timestamp())
            digest.update(repr(about).encode())
    stamp = settings.STATIC_ROOT / ".collected"
    if stamp.is_file() and stamp.read_text() == digest.hexdigest():
        return
    click.echo("Đang chuẩn bị các tệp tĩnh…", err=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest.hexdigest())
