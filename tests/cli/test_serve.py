"""`donthu serve`, looked at from outside."""

import os
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests import serving as outside
from tests.serving import Served

pytestmark = pytest.mark.database


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def await_children(served: Served, part: str, without: list[int]) -> None:
    until = time.monotonic() + 30
    while not set(served.pids(part)) - set(without):
        assert time.monotonic() < until, served.output()
        time.sleep(0.1)


@pytest.fixture(scope="module")
def served(serving: Callable[..., Served]) -> Served:
    return serving()


def test_web_and_worker_run_together_and_the_address_is_told(served: Served) -> None:
    assert status(SIGN_IN.format(served.url)) == 200
    assert served.pids("granian")
    assert served.pids("worker")
    until = time.monotonic() + 10
    while f"Đơn Thư chạy tại {served.url}" not in served.output():
        assert time.monotonic() < until, served.output()
        time.sleep(0.1)


def test_static_files_are_served_under_names_that_change_with_them(served: Served) -> None:
    names = [p.name for p in (served.data / "static" / "ui").glob("tokens.*.css")]

    assert names
    assert status(f"{served.url}/static/ui/{names[0]}") == 200


@pytest.mark.parametrize("part", ["granian", "worker"])
def test_a_killed_child_is_started_again(served: Served, part: str) -> None:
    before = served.pids(part)

    os.kill(before[0], signal.SIGKILL)

    await_children(served, part, without=before)
    outside.await_answer(served)


def test_a_taken_port_is_refused_in_one_sentence(served: Served) -> None:
    done = served.donthu("serve", "--port", str(served.port))

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(f"Không mở được cổng {served.port}")


def test_the_children_do_not_outlive_a_killed_supervisor(served: Served) -> None:
    """The last of this file on the common server, which it ends."""
    family = served.process.children(recursive=True)

    served.process.kill()

    assert len(family) >= 3
    assert psutil.wait_procs(family, timeout=30)[1] == []


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="a server of others is in use")
def test_the_embedded_database_is_started_again_when_killed_and_stopped_at_the_end(
    tmp_path: Path,
) -> None:
    tmp_path.chmod(0o755)
    env = outside.environment(tmp_path)
    assert outside.donthu("migrate", env=env).returncode == 0
    with outside.running(tmp_path, command="serve", env=env) as served:
        before = postmaster(tmp_path)
        assert before is not None

        os.kill(before, signal.SIGKILL)

        until = time.monotonic() + 30
        while postmaster(tmp_path) in {None, before} or status(SIGN_IN.format(served.url)) != 200:
            assert time.monotonic() < until, served.output()
            time.sleep(0.2)
        family = [served.process, *served.process.children(recursive=True)]

        served.process.terminate()

        assert served.process.wait(40) == 0
        assert psutil.wait_procs(family, timeout=1)[1] == []
        assert postmaster(tmp_path) is None


def postmaster(data: Path) -> int | None:
    try:
        return int((data / "pg" / "postmaster.pid").read_text().split()[0])
    except FileNotFoundError:
        return None


SIGN_IN = "{}/tai-khoan/login/"
