"""What the public sends: one form for the portal and for the API."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from donthu.agencies.models import Agency, Catalogue, Field
from donthu.cases.actions.submit import TITLE_LENGTH, Submitted, submit
from donthu.cases.actor import SENDER, Actor
from donthu.cases.errors import Refused
from donthu.law.procedures.feedback.asks import CONTENT_LENGTH
from donthu.law.words import KIND_NAMES
from donthu.people import pins
from donthu.people.contact import ContactError, clean_email, clean_phone
from donthu.people.models import Kind, Person
from donthu.people.tax_code import TaxCodeError, clean_tax_code
from donthu.ui.fields import FlagField, OneField, TextField
from donthu.ui.hidden import still_named
from donthu.ui.places import AgencyField, PlaceField
from donthu.ui.uploads import FilesForm

_PHONE = {"type": "tel", "autocomplete": "tel", "maxlength": 30}
_EMAIL = {"type": "email", "autocomplete": "email", "maxlength": 254}
NOT_OPEN = (
    "Cổng chưa mở: chưa có cơ quan nào được cử nhận phản ánh. Hãy quay lại sau, hoặc nộp trực tiếp tại "
    "nơi tiếp công dân."
)
NO_CONTACT = "Hãy ghi số điện thoại hoặc thư điện tử, ít nhất một."
NO_TAX_CODE = "Phản ánh của doanh nghiệp cần mã số thuế."


# What is asked of one kind of feedback alone, by the kind.
ONLY_OF = {"about": "conduct", "organisation": "business", "tax_code": "business"}


class FeedbackForm(FilesForm):
    """A feedback as the public writes it; Nghị định 20/2008/NĐ-CP, Điều 5 đến Điều 7.

    `field` comes by its code; `area` and `agency` by code or by name. Cleaned: texts in NFC,
    `field_id`, `area` and `agency` as rows or None, `files` as a list of `Attached`. What is asked
    of one kind alone (`ONLY_OF`) is empty for the others. Who needs no contact gets a PIN.
    """

    needs_contact: ClassVar[bool] = True

    kind = OneField(label="Loại phản ánh", choices=tuple(KIND_NAMES.items()))
    title = TextField(
        label="Tiêu đề",
        max_characters=TITLE_LENGTH,
        help_text="Một câu ngắn nói việc gì, ở đâu.",
    )
    content = TextField(
        label="Nội dung",
        long=True,
        max_characters=CONTENT_LENGTH,
        help_text="Việc xảy ra khi nào, ở chỗ nào, cơ quan nào đã biết, bạn đề nghị điều gì.",
    )
    area = PlaceField(
        label="Nơi xảy ra",
        help_text="Xã, phường và tỉnh; tên mới hoặc tên trước 01/7/2025 đều được.",
    )
    agency = AgencyField(
        label="Cơ quan bạn muốn gửi", help_text="Không rõ thì để trống, chúng tôi chuyển đúng nơi."
    )
    about = TextField(
        label="Cán bộ, công chức bị phản ánh",
        required=False,
        max_characters=200,
        help_text="Nếu biết: họ tên, chức vụ và cơ quan của người ấy.",
    )
    organisation = TextField(
        label="Tên doanh nghiệp",
        required=False,
        max_characters=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        help_text="Để trống nếu đã ghi ở mục «Họ và tên, hoặc tên tổ chức».",
    )
    tax_code = TextField(
        label="Mã số thuế",
        required=False,
        max_characters=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text="10 số; chi nhánh, đơn vị phụ thuộc 13 số.",
    )
    name = TextField(
        label="Họ và tên, hoặc tên tổ chức",
        max_characters=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    address = TextField(
        label="Địa chỉ liên hệ",
        max_characters=500,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    phone = TextField(label="Số điện thoại", required=False, widget=forms.TextInput(attrs=_PHONE))
    email = TextField(label="Thư điện tử", required=False, widget=forms.TextInput(attrs=_EMAIL))
    hide_sender = FlagField(
        label="Giấu tên tôi với cơ quan giải quyết (chỉ văn thư nơi tiếp nhận đầu tiên biết)",
        required=False,
    )

    def __init__(self, *args: Any, at: datetime, owner: str = "", **kwargs: Any) -> None:
        """Places and agencies must exist on the day of `at`; `owner` as in FilesForm."""
        super().__init__(*args, at=at, owner=owner, **kwargs)
        self.on = timezone.localtime(at).date()
        offered = Field.objects.on(self.on).filter(catalogue=Catalogue.FEEDBACK)
        rows = list(offered.values_list("pk", "code", "name"))
        self._field_ids = {code: pk for pk, code, _ in rows}
        choices = [(code, name) for _, code, name in rows]
        self.fields["field"] = OneField(label="Lĩnh vực", choices=choices, required=False)
        self.fields["field"].widget.attrs.clear()  # a dozen are chosen from, not searched
        for named in ("area", "agency"):
            self.fields[named].on = self.on  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        return _contact(clean_phone, self.cleaned_data["phone"])

    def clean_email(self) -> str:
        return _contact(clean_email, self.cleaned_data["email"])

    def clean_tax_code(self) -> str:
        return _contact(clean_tax_code, self.cleaned_data["tax_code"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        kind = given.get("kind")
        for name, only in ONLY_OF.items():
            if kind and kind != only:
                given[name] = ""
                self.errors.pop(name, None)
        if kind == "business" and "tax_code" not in self.errors and not given["tax_code"]:
            self.add_error("tax_code", NO_TAX_CODE)
        unreached = not {"phone", "email"} & set(self.errors) and not (
            given["phone"] or given["email"]
        )
        if unreached and self.needs_contact:
            self.add_error("phone", NO_CONTACT)
        if given.get("hide_sender"):
            self._check_hidden(given)
        given["field_id"] = self._field_ids.get(given.get("field", ""))
        return given

    def _check_hidden(self, given: Mapping[str, Any]) -> None:
        own = {name: given.get(name, "") for name in ("name", "phone", "email", "tax_code")}
        people = [Person(**own), Person(name=given.get("organisation", ""))]
        read = {name: given[name] for name in ("title", "content", "files") if name in given}
        wrong = still_named(people, read, instead=", hoặc bỏ chọn giấu tên")
        for name, sentence in wrong.items():
            self.add_error(name, sentence)


def portal_agency(*, on: date) -> Agency | None:
    """The agency that gets what names no other (`settings.DONTHU_PORTAL_AGENCY`); None when there
    is none of that code on the day `on`, and the portal is not open yet."""
    return Agency.objects.on(on).filter(code=settings.DONTHU_PORTAL_AGENCY).first()


def send(
    cleaned: Mapping[str, Any],
    *,
    channel: str,
    at: datetime,
    idempotency_key: str | None,
    agency_id: int | None = None,
    actor: Actor = SENDER,
    received_at: datetime | None = None,
    pin: str = "",
) -> Submitted:
    """Make the person and the case of a `FeedbackForm` that is valid.

    Without an agency it goes to that of the portal. The same `idempotency_key` gives the same
    receipt. An officer who enters it is the `actor`, at the own agency `agency_id`; the `pin` is
    kept as a hash. Raises Invalid, Refused.
    """
    if agency_id is None:
        agency = cleaned["agency"]
        if agency is None or not agency.has_accounts:  # what is written to gets it from there
            agency = portal_agency(on=timezone.localtime(at).date())
        if agency is None:
            raise Refused(NOT_OPEN)
        agency_id = agency.pk
    others = []
    if cleaned["organisation"]:
        others.append(("representative", Person(name=cleaned["name"], created_at=at)))
    if cleaned["about"]:
        others.append(("official", Person(name=cleaned["about"], created_at=at)))
    return submit(
        procedure="feedback",
        kind=cleaned["kind"],
        title=cleaned["title"],
        text=cleaned["content"],
        sender=sender_in(cleaned, at=at, pin=pin),
        others=others,
        agency_id=agency_id,
        field_id=cleaned["field_id"],
        area_id=cleaned["area"].pk if cleaned["area"] else None,
        hide_sender=cleaned["hide_sender"],
        files=cleaned["files"],
        channel=channel,
        at=at,
        actor=actor,
        received_at=received_at,
        idempotency_key=idempotency_key,
        max_length=CONTENT_LENGTH,
    )


def sender_in(cleaned: Mapping[str, Any], *, at: datetime, pin: str = "") -> Person:
    """Who sends what stands in a valid `FeedbackForm`, not saved; an enterprise rather than the one
    who writes for it."""
    return Person(
        kind=Kind.ORGANISATION if cleaned["kind"] == "business" else Kind.INDIVIDUAL,
        name=cleaned["organisation"] or cleaned["name"],
        address=cleaned["address"],
        phone=cleaned["phone"],
        email=cleaned["email"],
        tax_code=cleaned["tax_code"],
        pin=pins.kept(pin) if pin else "",
        created_at=at,
    )


def _contact(clean: Callable[[str], str], typed: str) -> str:
    try:
        return clean(typed) if typed else ""
    except (ContactError, TaxCodeError) as wrong:
        raise ValidationError(str(wrong)) from None
