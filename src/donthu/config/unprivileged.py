"""Running a program as an ordinary user where we are root: PostgreSQL refuses to be root."""

import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

NAME = "nobody"


class RunError(RuntimeError):
    """The program failed or cannot be run so; the message is a Vietnamese sentence."""


@cache
def account() -> pwd.struct_passwd:
    """The user as whom programs run: ourselves, or `nobody` when we are root. Raises RunError."""
    uid = os.geteuid()
    try:
        return pwd.getpwuid(uid) if uid else pwd.getpwnam(NAME)
    except KeyError as error:
        raise RunError(f"máy này không có tên cho người dùng {uid or NAME}.") from error


def run(command: Sequence[str | Path], *, reaching: Sequence[Path]) -> None:
    """Run `command` as that user, who will need to get to the paths `reaching`.

    It sees none of our environment. Raises RunError, whose cause holds what the program printed.
    """
    # a file, because a server that the program starts might hold a pipe open for ever
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            [*_prefix(reaching), *map(str, command)],
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode != 0:
            output.seek(0)
            said = output.read().decode(errors="replace").strip()
            raise RunError(f"lệnh dừng với mã {done.returncode}.") from OSError(said)


def _prefix(reaching: Sequence[Path]) -> list[str]:
    """The words before a command that make it run as the unprivileged user.

    When that user cannot walk to a path (a checkout under /root, say), it keeps one capability of
    root's, to pass closed folders: the narrow one, or where a container lacks it the wider one.
    """
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise RunError("thiếu lệnh setpriv (gói util-linux) để không chạy bằng quyền root.")
    user = account()
    words = [setpriv, f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    closed = next((path for path in reaching if not _open_to_all(path)), None)
    if closed is None:
        return [*words, "--inh-caps=-all"]
    held = int(Path("/proc/self/status").read_text().partition("CapEff:")[2].split()[0], 16)
    for name, bit in (("dac_read_search", 2), ("dac_override", 1)):
        if held >> bit & 1:
            # without the secure bit access(2), which PostgreSQL asks, would not count it
            bits = "--securebits=+no_setuid_fixup"
            return [*words, bits, f"--inh-caps=-all,+{name}", f"--ambient-caps=-all,+{name}"]
    raise RunError(f"người dùng {NAME} không vào được {closed}; hãy đặt nó ở thư mục mở hơn.")


def _open_to_all(path: Path) -> bool:
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in path.parents)
