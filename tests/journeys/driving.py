"""Driving a running deployment from outside: tokens of its officers, and calls of its API."""

from tests.serving import Served

_TOKENS = """
from django.utils import timezone
from donthu.agencies.models import Membership
from donthu.agencies.tokens import make_token
staff = Membership.objects.filter(
    agency__code__in={agencies!r}, role__in=["clerk", "handler", "deputy"], until=None
)
for name in staff.values_list("officer__username", flat=True):
    print(make_token(name, 1, "full", at=timezone.now()))
"""


def staff_tokens(served: Served, *agencies: str) -> list[str]:
    """Tokens of all who are needed for an answer at these agencies, made by one process."""
    return run_python(served, _TOKENS.format(agencies=agencies)).split()


def run_python(served: Served, code: str) -> str:
    """What `code` prints when it runs on the data of that deployment."""
    done = served.donthu("django", "shell", "--no-imports", "-v", "0", "-c", code)
    assert done.returncode == 0, done.stderr
    return done.stdout
