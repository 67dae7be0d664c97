"""What each role may do, and how far; one table, also for export.

Which steps of a case a role takes stands in the procedures (`law/procedures/*/steps.py`).
Administrators manage accounts and read no case (law.md 5.4).
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from donthu.agencies.duties import Duty
from donthu.law.grammar import Role
from donthu.law.words import ROLE_NAMES


class Right(StrEnum):
    """What may be done."""

    READ_CASES = "read_cases"
    TAKE_STEPS = "take_steps"
    DELEGATE = "delegate"
    MANAGE_ACCOUNTS = "manage_accounts"


class Scope(StrEnum):
    """How far a right reaches."""

    OWN = "own"
    BELOW = "below"
    ALL = "all"


RIGHT_NAMES: Mapping[Right, str] = {
    Right.READ_CASES: "Xem hồ sơ vụ việc",
    Right.TAKE_STEPS: "Thực hiện các bước của quy trình theo vai trò",
    Right.DELEGATE: "Ủy quyền khi vắng mặt",
    Right.MANAGE_ACCOUNTS: "Cấp, khóa tài khoản, phân vai trò",
}
SCOPE_NAMES: Mapping[Scope, str] = {
    Scope.OWN: "cơ quan mình",
    Scope.BELOW: "cơ quan mình và bên dưới",
    Scope.ALL: "toàn hệ thống",
}
ADMINISTRATORS = frozenset({Role.AGENCY_ADMIN, Role.SYSTEM_ADMIN})

_O, _B, _A = Scope.OWN, Scope.BELOW, Scope.ALL
MATRIX: Mapping[Role, Mapping[Right, Scope]] = {
    Role.CLERK: {Right.READ_CASES: _O, Right.TAKE_STEPS: _O},
    Role.HANDLER: {Right.READ_CASES: _O, Right.TAKE_STEPS: _O},
    Role.UNIT_HEAD: {
        Right.READ_CASES: _O,
        Right.TAKE_STEPS: _O,
        Right.DELEGATE: _O,
    },
    Role.DEPUTY: {
        Right.READ_CASES: _O,
        Right.TAKE_STEPS: _O,
        Right.DELEGATE: _O,
    },
    Role.HEAD: {
        Right.READ_CASES: _O,
        Right.TAKE_STEPS: _O,
        Right.DELEGATE: _O,
    },
    Role.WATCHER: {Right.READ_CASES: _B},
    Role.AGENCY_ADMIN: {
        Right.MANAGE_ACCOUNTS: _B,
    },
    Role.SYSTEM_ADMIN: {
        Right.MANAGE_ACCOUNTS: _A,
    },
}


def may(duties: Iterable[Duty], right: Right, path: str) -> bool:
    """Whether one of the duties gives the right over the agency with that `Agency.path`."""
    return any(_reaches(duty, MATRIX[duty.role].get(right), path) for duty in duties)


def table() -> list[list[str]]:
    """The matrix in Vietnamese for people: a row of roles, then a row for each right."""
    head = ["Quyền", *(ROLE_NAMES[role].capitalize() for role in MATRIX)]
    rows = [
        [name, *(_words(MATRIX[role].get(right)) for role in MATRIX)]
        for right, name in RIGHT_NAMES.items()
    ]
    return [head, *rows]


def _reaches(duty: Duty, scope: Scope | None, path: str) -> bool:
    if scope is Scope.BELOW:
        return path.startswith(duty.path)
    return scope is Scope.ALL or (scope is Scope.OWN and path == duty.path)


def _words(scope: Scope | None) -> str:
    return SCOPE_NAMES[scope].capitalize() if scope else "–"
