"""Sending feedback, by anybody or by another portal."""

from datetime import datetime
from hashlib import sha256
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from ninja.responses import Status
from pydantic import BaseModel, ConfigDict, Field

from donthu.api.access import Anyone, Caller
from donthu.api.bodies import JsonOrForm, with_files
from donthu.api.files import once_owner
from donthu.api.idempotency import PARAMETER, given_key, reused
from donthu.api.problems import invalid
from donthu.api.rendering import dumps
from donthu.api.shapes import ReceiptOut
from donthu.cases import queries
from donthu.ui import altcha
from donthu.ui.feedback import FeedbackForm, send, sender_in

router = Router(auth=None)

SENDER_FIELDS = ("name", "organisation", "tax_code", "address", "phone", "email")
_SAME = ("name", "tax_code", "address", "phone", "email")  # what is compared when sent again


class SenderIn(BaseModel):
    """Who writes; a phone or an e-mail is needed, to be answered at."""

    model_config = ConfigDict(json_schema_extra={"required": ["name", "address"]})

    name: str = ""
    address: str = ""
    phone: str = Field(default="", description="Cần số điện thoại hoặc thư điện tử, ít nhất một.")
    email: str = ""
    organisation: str = Field(
        default="",
        description="Tên doanh nghiệp, khi `name` là người liên hệ; chỉ với kind business.",
    )
    tax_code: str = Field(
        default="", description="Mã số thuế 10 hoặc 13 số; bắt buộc với kind business."
    )


class FeedbackIn(BaseModel):
    """A feedback. `field`, `area` and `agency` are codes; without an agency the right one is found
    for it. `altcha` is the solved challenge of GET /public/altcha; who has a token of the scope
    intake needs none."""

    model_config = ConfigDict(
        json_schema_extra={"required": ["kind", "title", "content", "sender"]}
    )

    kind: str = Field("", description="regulation, conduct, idea, question hoặc business.")
    title: str = Field("", description="Không quá 300 ký tự.")
    content: str = Field("", description="Không quá 3.000 ký tự.")
    field: str | None = Field(None, description="Mã lĩnh vực.")
    area: str | None = Field(None, description="Mã xã, phường hoặc tỉnh; tên đầy đủ cũng được.")
    agency: str | None = Field(
        None, description="Mã cơ quan muốn gửi; để trống thì phản ánh được chuyển đúng nơi."
    )
    about: str = Field(
        "",
        description="Cán bộ, công chức bị phản ánh: họ tên, chức vụ, cơ quan; chỉ với kind conduct.",
    )
    sender: SenderIn = SenderIn()
    hide_sender: bool = Field(False, description="Giấu tên với cơ quan giải quyết.")
    altcha: str | None = Field(
        None,
        description="Lời giải của GET /public/altcha, mã hóa Base64; mã truy cập phạm vi intake "
        "thì không cần.",
    )


@router.get("/altcha", response=dict[str, Any], summary="Thử thách chống gửi tự động")
def challenge(request: HttpRequest) -> dict[str, Any]:
    """Thử thách ALTCHA; lời giải gửi trong mục `altcha` của phản ánh."""
    return dict(altcha.challenge(timezone.now()))


@router.post(
    "/feedback",
    auth=Anyone(),
    response={201: ReceiptOut},
    summary="Gửi phản ánh, kiến nghị",
    openapi_extra={**PARAMETER, **with_files("FeedbackIn")},
)
def submit(
    request: HttpRequest, body: Annotated[FeedbackIn, JsonOrForm(...)]
) -> Status[ReceiptOut]:
    """JSON, hoặc biểu mẫu khi có tệp kèm theo (`files`)."""
    caller = request.auth if isinstance(request.auth, Caller) else None  # type: ignore[attr-defined]
    at = timezone.now()
    form = _checked(body, request, at)
    key = _key(request, caller)
    if key and (before := queries.receipt_of(key)):
        return _again(before, form)
    if caller is None and not _proven(body, at):
        raise invalid(altcha=altcha.FAILED)
    made = send(
        form.cleaned_data,
        channel="api",
        at=at,
        idempotency_key=key,
    )
    if made.again and key and (before := queries.receipt_of(key)):
        return _again(before, form)
    return Status(201, ReceiptOut.of(made.code))


def _checked(body: FeedbackIn, request: HttpRequest, at: datetime) -> FeedbackForm:
    """The form of the portal, filled in. Raises the problem of what is not right in it."""
    data = {**body.model_dump(exclude={"sender", "altcha"}), **body.sender.model_dump()}
    form = FeedbackForm(data, request.FILES, at=at, owner=once_owner())
    if not form.is_valid():
        raise invalid(
            **{
                f"sender.{name}" if name in SENDER_FIELDS else name: " ".join(map(str, sentences))
                for name, sentences in form.errors.items()
            }
        )
    return form


def _key(request: HttpRequest, caller: Caller | None) -> str | None:
    """The key of the call, kept apart from those of other callers, 66 characters at most."""
    given = given_key(request)
    if given is None:
        return None
    whose = caller.officer.pk if caller else "public"
    return f"api:{sha256(f'{whose}:{given}'.encode()).hexdigest()[:60]}"


def _again(before: queries.AnyCase, form: FeedbackForm) -> Status[ReceiptOut]:
    """The receipt of what was sent under the same key, when it was the same."""
    party = queries.sender_of(before.pk)
    person = party.person if party else None
    given = form.cleaned_data
    was = [before.kind, before.title, before.text]
    now = [given["kind"], given["title"].strip(), given["content"].strip()]
    if person is not None:
        sender = sender_in(given, at=before.received_at)
        was += [getattr(person, name) for name in _SAME]
        now += [getattr(sender, name) for name in _SAME]
    if was != now:
        raise reused()
    return Status(201, ReceiptOut.of(before.code))


def _proven(body: FeedbackIn, at: datetime) -> bool:
    use = sha256(dumps(body.model_dump(exclude={"altcha"}))).hexdigest()
    return altcha.verify(body.altcha or "", at=at, use=use)
