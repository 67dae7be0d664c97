"""What an officer fills in for somebody who called, came or wrote on paper."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from donthu.law.words import CHANNEL_NAMES
from donthu.ui.feedback import FeedbackForm
from donthu.ui.fields import DateField, OneField

CHANNELS = ("phone", "in_person", "post")
OLDEST = timedelta(days=366)
LATER = "Thời điểm nhận không thể ở sau lúc này."
TOO_OLD = "Đơn nhận đã hơn một năm thì nhập bằng sổ cũ."
NO_TIME = "Giờ nhận chưa đúng; hãy ghi như 14:30."


class EntryForm(FeedbackForm):
    """A feedback by phone, at the counter or by post; Nghị định 20/2008/NĐ-CP, Điều 6 và Điều 7.

    Who has neither phone nor e-mail gets a PIN, so neither is asked for. Cleaned, `received_at` is
    the moment it came.
    """

    needs_contact = False

    channel = OneField(
        label="Đến bằng cách nào", choices=tuple((key, CHANNEL_NAMES[key]) for key in CHANNELS)
    )
    received_on = DateField(label="Ngày nhận")
    received_time = forms.TimeField(
        label="Giờ nhận",
        input_formats=["%H:%M", "%Hh%M", "%Hg%M", "%H%M"],
        widget=forms.TimeInput(
            format="%H:%M",
            attrs={"placeholder": "giờ:phút", "inputmode": "numeric", "autocomplete": "off"},
        ),
        error_messages={"required": "Hãy nhập giờ nhận.", "invalid": NO_TIME},
    )

    def __init__(self, *args: Any, at: datetime, owner: str, **kwargs: Any) -> None:
        """`at` and `owner` as in FeedbackForm."""
        now = timezone.localtime(at)
        kwargs["initial"] = {"received_on": now.date(), "received_time": now.time()}
        super().__init__(*args, at=at, owner=owner, **kwargs)
        del self.fields["agency"]  # it is the officer's own
        for name, label in (
            ("area", "Nơi xảy ra"),
            ("hide_sender", "Người gửi đề nghị giấu tên với cơ quan giải quyết"),
        ):
            self.fields[name].label = label
        for each in ("name", "address", "phone", "email", "organisation"):
            self.fields[each].widget.attrs["autocomplete"] = "off"  # it is about somebody else
        self.fields["content"].help_text = "Ghi đúng lời người gửi; bản quét, ảnh đính kèm ở dưới."
        self.fields["files"].label = "Bản quét, tệp kèm theo"

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        given["agency"] = None
        day, time = given.get("received_on"), given.get("received_time")
        if day and time:
            received = timezone.make_aware(datetime.combine(day, time))
            if received > self.at:
                self.add_error("received_time", ValidationError(LATER))
            elif received < self.at - OLDEST:
                self.add_error("received_on", ValidationError(TOO_OLD))
            given["received_at"] = received
        return given
