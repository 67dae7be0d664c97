"""Databases for tests, as fast copies of one template that is migrated once.

The server is DATABASE_URL's, else an embedded one in var/test that all test runs share; the last
run to end stops it. The template's name says which migrations it holds, so a second run finds it
ready.
"""

import fcntl
import hashlib
import importlib.metadata
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql
from psycopg.conninfo import make_conninfo

from donthu.config import postgres

EMBEDDED = "DATABASE_URL" not in os.environ
TEMPLATES_KEPT = 3  # several checkouts of the day may be tested in turn


def conninfo(name: str) -> str:
    """The address of database `name` on the server of the tests, as DATABASE_URL takes it."""
    place: dict[str, Any] = settings.DATABASES["default"]
    return make_conninfo(
        dbname=name,
        host=place["HOST"] or None,
        port=place["PORT"] or None,
        user=place["USER"] or None,
        password=place["PASSWORD"] or None,
    )


@contextmanager
def server() -> Iterator[None]:
    """The server runs inside this block."""
    if EMBEDDED:
        with postgres.in_use(settings.DONTHU_DATA, durable=False):
            yield
    else:
        yield


def copy_template(name: str) -> None:
    """Make database `name` anew as a copy of the template, which is built when missing."""
    template = f"template_{_fingerprint()}"
    with _one_at_a_time(), _administration() as server:
        if not _exists(server, template):
            _build(server, template)
        _drop(server, name)
        # copying files beats logging them where nothing need survive a power cut
        words = "CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY"
        server.execute(sql.SQL(words).format(sql.Identifier(name), sql.Identifier(template)))


def create_empty(name: str) -> None:
    """Make database `name` without any table."""
    with _administration() as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def drop(name: str) -> None:
    """Remove database `name`, whoever is connected."""
    with _administration() as server:
        _drop(server, name)


def own_name(label: str = "") -> str:
    """A database name that no other process uses, and that a later run may clear away."""
    return f"test_{os.getpid()}{label and '_' + label}"


def _build(server: psycopg.Connection, template: str) -> None:
    _clear(server)
    building = own_name("template")
    _drop(server, building)
    server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(building)))
    with connected(building):
        call_command("migrate", verbosity=0)
    server.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
            sql.Identifier(building), sql.Identifier(template)
        )
    )


@contextmanager
def connected(name: str) -> Iterator[None]:
    """Django's connection goes to database `name` inside this block."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _clear(server: psycopg.Connection) -> None:
    """Drop old templates and what runs that were killed have left."""
    rows = server.execute("SELECT datname FROM pg_database ORDER BY oid").fetchall()
    names = [row[0] for row in rows]
    templates = [name for name in names if name.startswith("template_")]
    left = [n for n in names if n.startswith("test_") and not psutil.pid_exists(_pid(n))]
    if EMBEDDED:  # on a server of others, their runs have process numbers of their own
        for name in [*templates[: 1 - TEMPLATES_KEPT], *left]:
            _drop(server, name)


def _pid(name: str) -> int:
    return int(name.split("_")[1])


def _exists(server: psycopg.Connection, name: str) -> bool:
    query = "SELECT 1 FROM pg_database WHERE datname = %s"
    return server.execute(query, [name]).fetchone() is not None


def _drop(server: psycopg.Connection, name: str) -> None:
    words = "DROP DATABASE IF EXISTS {} WITH (FORCE)"
    server.execute(sql.SQL(words).format(sql.Identifier(name)))


def _administration() -> psycopg.Connection:
    return psycopg.connect(conninfo("postgres"), autocommit=True)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    settings.DONTHU_DATA.mkdir(parents=True, exist_ok=True)
    with (settings.DONTHU_DATA / "template.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _fingerprint() -> str:
    """Changes whenever a database made by the migrations may come out otherwise."""
    digest = hashlib.sha256(importlib.metadata.version("procrastinate").encode())
    root = Path(__file__).resolve().parents[1] / "src" / "donthu"
    files = {
        file for app in apps.get_app_configs() for file in Path(app.path).glob("migrations/*.py")
    }
    for file in sorted(files | set(root.rglob("*.sql"))):
        digest.update(str(file).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
