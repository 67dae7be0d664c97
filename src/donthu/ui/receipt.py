"""The receipt of a case: the same sheet whether the sender sent it or an officer entered it."""

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from donthu.agencies.local_law import local_length
from donthu.cases import codes, queries
from donthu.cases.queries import AnyCase
from donthu.law import registry
from donthu.law.limits import Wording
from donthu.law.terms import spoken
from donthu.ui.templatetags.ui import size

CHECK_LENGTH = 16  # hexadecimal digits of the hash that are printed: who forges one tries 2^64
_EXTENDED = " Việc phức tạp có thể được gia hạn, có nêu lý do."


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What ui/parts/receipt.html shows. `pin` only when it was given just now."""

    code: str
    address: str
    qr: SafeString
    title: str
    to: str
    received_at: datetime
    files: tuple[str, ...]
    check: str
    by_phone: bool
    by_email: bool
    by_pin: bool
    pin: str
    next: tuple[str, ...]


def receipt_of(case: AnyCase, *, pin: str = "") -> Receipt:
    """The receipt of the case as it stands now; `pin` when the sender got one just now."""
    party = queries.sender_of(case.pk)
    person = party.person if party else None
    address = settings.BASE_URL + reverse("portal:track")
    code = codes.shown(case.code)
    files = [
        each
        for paper in queries.papers_for_sender(case)
        if paper.kind == "letter"
        for each in paper.files.all()
    ]
    return Receipt(
        code=code,
        address=address,
        qr=_qr(f"{address}?code={code}"),
        title=case.title,
        to=case.root.name,
        received_at=case.received_at,
        files=tuple(f"{each.name} · {size(each.file.size)}" for each in files),
        check=check_of(case.title, case.text, [each.file.sha256 for each in files]),
        by_phone=bool(person and person.phone),
        by_email=bool(person and person.email),
        by_pin=bool(person and person.pin),
        pin=pin,
        next=next_of(case),
    )


def check_of(title: str, text: str, files: list[str]) -> str:
    """The first digits of the SHA-256 of what was received, in groups of four: the title, the text
    and the SHA-256 of each file in the order of their digits, each on a line of its own."""
    received = "\n".join([title, text, *sorted(files)])
    return " ".join(re.findall("....", sha256(received.encode()).hexdigest()[:CHECK_LENGTH]))


def next_of(case: AnyCase) -> tuple[str, ...]:
    """What happens with the case and by when, in sentences for its sender."""
    due_at = next(
        (
            d.due_at
            for d in queries.deadlines(case)
            if d.limit == "receive" and d.state == "running"
        ),
        None,
    )
    until = f", chậm nhất ngày {timezone.localtime(due_at):%d/%m/%Y}" if due_at else ""
    return (
        f"{case.holder.name} tiếp nhận{until}.",
        f"Trong {_length(case, 'transfer')} sau đó, cơ quan này giải quyết hoặc chuyển đến cơ quan có "
        "thẩm quyền.",
        f"Bạn được trả lời trong {_length(case, 'answer')} từ ngày tiếp nhận."
        + (_EXTENDED if _wording(case, "answer").max_extensions else ""),
    )


def _length(case: AnyCase, limit: str) -> str:
    day = timezone.localtime(case.received_at).date()
    wording = _wording(case, limit)
    local = local_length(case.holder_id, case.procedure, limit, day) if wording.local else None
    length = local or wording
    return spoken(length.length, length.unit)


def _wording(case: AnyCase, limit: str) -> Wording:
    return registry.limits(case.procedure)[limit].on(timezone.localtime(case.received_at).date())


def _qr(address: str) -> SafeString:
    drawn = segno.make_qr(address, error="m").svg_inline(border=2, omitsize=True)
    return mark_safe(drawn)  # drawn by segno from an address of our own
