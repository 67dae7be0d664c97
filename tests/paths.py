"""How a case of the small world comes into each state, by the real actions."""

from collections.abc import Callable
from typing import Any

from donthu.cases.actions.take_step import take_step
from donthu.cases.actor import PLATFORM, SENDER
from donthu.cases.attached import Attached
from donthu.cases.choices import choices_for
from donthu.cases.models import Case
from donthu.documents.models import StoredFile
from donthu.law.grammar import Input, Step
from tests.world import MONDAY, World

HOLDER = "dtp"  # where the case lies in each of these states; the reviewer's state is above sxd


def _received(world: World) -> int:
    case_id = world.submit().case_id
    world.hand_down(case_id, ["vpcp", HOLDER])
    return case_id


def _forwarded(world: World) -> int:
    case_id = world.submit().case_id
    world.take(case_id, "receive", "vpcp:clerk")
    world.take(
        case_id, "hand_over", "vpcp:clerk", lead=world.id(HOLDER), note="Đề nghị giải quyết."
    )
    return case_id


def _returned(world: World) -> int:
    case_id = _received(world)
    world.take(case_id, "hand_over", "dtp:clerk", lead=world.id("dtp.sxd"), note="Giải quyết.")
    world.take(case_id, "return", "dtp.sxd:clerk", ground="not_competent", reason="Không thuộc.")
    return case_id


def _asked(world: World) -> int:
    case_id = _received(world)
    world.take(case_id, "ask_supplement", "dtp:clerk", question="Ở đâu?")
    return case_id


def _assigned(world: World) -> int:
    case_id = _received(world)
    world.take(case_id, "assign", "dtp:clerk", officer=world.officers["dtp:handler"].pk)
    return case_id


def _drafted(world: World) -> int:
    case_id = _assigned(world)
    world.take(case_id, "draft", "dtp:handler", answer="Đã sửa.", result="solved")
    return case_id


def _signed(world: World) -> int:
    case_id = _drafted(world)
    world.take(case_id, "sign", "dtp:deputy")
    return case_id


def _reviewing(world: World) -> int:
    case_id = _received(world)
    world.take(
        case_id,
        "hand_over",
        "dtp:clerk",
        lead=world.id("dtp.sxd"),
        note="Giải quyết.",
        review=True,
    )
    world.take(case_id, "receive", "dtp.sxd:clerk")
    world.answer(case_id, "dtp.sxd")
    world.take(case_id, "report", "dtp.sxd:clerk")
    return case_id


def _answered(world: World) -> int:
    case_id = _signed(world)
    world.take(case_id, "issue", "dtp:clerk")
    return case_id


def _published(world: World) -> int:
    case_id = _answered(world)
    world.publish(case_id, "dtp", title="Đèn", text="Hỏng", answer="Đã sửa")
    return case_id


def _prepared(world: World) -> int:
    case_id = _answered(world)
    world.take(case_id, "publish", "dtp:clerk", title="Đèn", text="Hỏng", answer="Đã sửa")
    return case_id


def _withheld(world: World) -> int:
    case_id = _answered(world)
    world.take(case_id, "withhold", "dtp:clerk", reason="Việc riêng của một người.")
    return case_id


def _refused(world: World) -> int:
    case_id = _received(world)
    world.take(case_id, "refuse", "dtp:clerk", ground="unclear", reason="Không rõ việc gì.")
    return case_id


def _objected(world: World) -> int:
    case_id = world.submit().case_id
    world.hand_down(case_id, ["vpcp", HOLDER, "dtp.sxd"])
    world.answer(case_id, "dtp.sxd")
    world.take(case_id, "issue", "dtp.sxd:clerk")
    data = {"score": "1", "reason": "Đèn vẫn tắt."}
    take_step(case_id=case_id, step="object", data=data, actor=SENDER, at=MONDAY)
    return case_id


def _lapsed(world: World) -> int:
    case_id = _asked(world)
    take_step(case_id=case_id, step="lapse", data={}, actor=PLATFORM, at=MONDAY)
    return case_id


def _withdrawn(world: World) -> int:
    case_id = _received(world)
    take_step(case_id=case_id, step="withdraw", data={}, actor=SENDER, at=MONDAY)
    return case_id


PATHS: dict[str, dict[str, Callable[[World], int]]] = {
    "feedback": {
        "new": lambda world: world.submit(to=HOLDER).case_id,
        "forwarded": _forwarded,
        "received": _received,
        "returned": _returned,
        "awaiting_supplement": _asked,
        "in_progress": _assigned,
        "awaiting_approval": _drafted,
        "signed": _signed,
        "awaiting_review": _reviewing,
        "answered": _answered,
        "awaiting_release": _prepared,
        "published": _published,
        "unpublished": _withheld,
        "refused": _refused,
        "lapsed": _lapsed,
        "objected": _objected,
        "withdrawn": _withdrawn,
    },
}

_SAMPLES: dict[Input, Any] = {
    Input.TEXT: "Đèn",
    Input.LONG_TEXT: "Nội dung đủ rõ.",
    Input.FLAG: False,
    Input.DATE: MONDAY.date(),
}


def sample_data(step: Step, case: Case) -> dict[str, Any]:
    """Something right for each field that `step` asks for."""
    offered = choices_for(step, case, MONDAY.date())
    data: dict[str, Any] = {}
    for field in step.asks:
        if field.name in offered:
            first = next(iter(offered[field.name]), None)
            data[field.name] = first[0] if first and field.required else None
        elif field.choices:
            data[field.name] = field.choices[0][0]
        elif field.required and field.type is Input.FILES:
            file, _ = StoredFile.objects.get_or_create(
                sha256="ab" * 32, size=9, type="application/pdf"
            )
            data[field.name] = (Attached(file.pk, "Văn bản.pdf"),)
        elif field.required:
            data[field.name] = _SAMPLES[field.type]
    return data
