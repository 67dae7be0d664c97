"""The Vietnamese sentences that the portal shows, found in the sources: what English must have."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

import donthu
from donthu.agencies.models.dated import Level
from donthu.cases.timeline import BY_LETTER, SEEN_UNDONE
from donthu.law import registry
from donthu.law.grammar import Field, Role
from donthu.law.procedures.feedback.asks import RESULTS
from donthu.law.words import GUIDANCE, KIND_NAMES, ROLE_NAMES

SOURCE = Path(donthu.__file__).parent
TEMPLATES = [
    *SOURCE.glob("portal/templates/**/*.html"),
    *(
        path
        for path in SOURCE.glob("ui/templates/ui/**/*.html")
        if "i18n" in path.read_text("utf-8")
    ),
]
MODULES = [
    *SOURCE.glob("portal/**/*.py"),
    *(
        SOURCE / name
        for name in [
            "ui/altcha.py",
            "ui/charts.py",
            "ui/hidden.py",
            "ui/feedback.py",
            "ui/fields.py",
            "ui/periods.py",
            "ui/places.py",
            "ui/receipt.py",
            "ui/tracking.py",
            "ui/uploads.py",
            "people/contact.py",
            "people/tax_code.py",
            "people/traces.py",
            "cases/codes.py",
            "cases/actions/add_files.py",
            "cases/actions/correct_contact.py",
            "documents/intake.py",
            "documents/types.py",
            "law/remaining.py",
            "law/due.py",
            "law/terms.py",
            "cases/statistics.py",
            "cases/public_statistics.py",
        ]
    ),
]
VIETNAMESE = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)
MARKED = re.compile(r"(?:gettext|_)\(\s*u?('''|\"\"\"|'|\")(.*?)(?<!\\)\1\s*\)", re.DOTALL)


def shape(text: str) -> str:
    """A sentence with its holes open, whatever they are called."""
    return re.sub(r"{\w*}", "{}", text)


def of_templates() -> Iterator[str]:
    for path in TEMPLATES:
        for _, text in MARKED.findall(templatize(path.read_text("utf-8"))):
            yield text.replace('\\"', '"').replace("\\'", "'")


def of_modules() -> Iterator[str]:
    for path in MODULES:
        tree = ast.parse(path.read_text("utf-8"))
        inside = {
            id(node)
            for outer in ast.walk(tree)
            if isinstance(outer, ast.JoinedStr | ast.Expr)
            for node in ast.walk(outer)
            if isinstance(node, ast.Constant)
            and (isinstance(outer, ast.JoinedStr) or node is outer.value)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                said = "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "{}"
                    for part in node.values
                )
            elif isinstance(node, ast.Constant) and id(node) not in inside:
                said = node.value if isinstance(node.value, str) else ""
            else:
                continue
            if VIETNAMESE.search(said):
                yield said


def of_the_law() -> Iterator[str]:
    procedure = registry.procedure("feedback")
    for state in procedure.states:
        yield from (state.title, state.sender_text, state.sender_next)
    for step in procedure.steps:
        yield from (step.title, step.seen)
        if step.seen or Role.SENDER in step.by:
            for field in step.asks:
                yield from of_a_field(field, asked=Role.SENDER in step.by)
    yield from (BY_LETTER, SEEN_UNDONE, *KIND_NAMES.values(), *GUIDANCE.values())
    yield from (*ROLE_NAMES.values(), *dict(RESULTS).values(), *map(str, Level.labels))
    for limit in registry.limits("feedback").values():
        yield limit.event
    days_off = (SOURCE / "law" / "tables" / "days_off.toml").read_text("utf-8")
    yield from re.findall(r'^reason = "(.*)"$', days_off, re.MULTILINE)
    fields = tomllib.loads((SOURCE / "agencies" / "fields.toml").read_text("utf-8"))
    yield from (field["name"] for field in fields["feedback"]["fields"])


def of_a_field(field: Field, *, asked: bool) -> Iterator[str]:
    yield from (label for _, label in field.choices)
    if asked:
        yield from (field.title, field.hint)


def sentences() -> set[str]:
    """All of them."""
    return {*of_templates(), *of_modules(), *of_the_law()} - {""}
