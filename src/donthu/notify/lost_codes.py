"""Telling somebody who lost them the codes of the cases that were sent with this contact."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from donthu.cases import codes
from donthu.cases.of_contact import cases_of_contact, hash_of_contact, parties_with_contact
from donthu.notify import gsm, sms
from donthu.notify.sending import host

TASK = "notify.send_codes"
SUBJECT = "Mã số các phản ánh của bạn"
BODY = """Kính gửi bạn,

Có người, có lẽ là bạn, vừa xin lại mã số của những phản ánh đã gửi với địa chỉ thư này:

{lines}

Tra cứu: {url}
Khi tra cứu, bạn nhập mã số và phần đầu của địa chỉ thư này, trước dấu @ (hoặc 4 số cuối điện thoại).

Nếu bạn không xin thì không phải làm gì; không ai khác nhận được thư này.
"""
SMS = "Mã số phản ánh của bạn: {lines}. Tra cứu: {url} với 4 số cuối điện thoại này."
IN_SMS = 4  # codes; more would take a third part


def ask_for_codes(typed: str, *, since: datetime) -> None:
    """Let the codes of the cases sent since then with this phone or e-mail be sent to it.

    A job is made whether there are any or not, so that neither what is answered nor how long it
    takes tells whether somebody has written. It carries ids and a keyed hash, no contact.
    """
    found = cases_of_contact(typed, since=since)
    channel = "email" if "@" in typed else "sms"
    app.configure_task(TASK, queue="mail").defer(
        case_ids=[*found], channel=channel, contact=hash_of_contact(typed)
    )


@app.task(
    name=TASK,
    queue="mail",
    retry=RetryStrategy(max_attempts=6, exponential_wait=3),
    pass_context=True,
)
def send_codes(context: JobContext, case_ids: list[int], channel: str, contact: str) -> None:
    """Send these codes in one message to the contact that was asked for."""
    if case_ids:
        send(case_ids, channel, contact, message_id=f"codes.{context.job.id}")


def send(case_ids: Sequence[int], channel: str, contact: str, *, message_id: str) -> None:
    """The message itself; under the same `message_id` each time it is tried. `contact` is the hash
    of what was asked for: a case that has another contact by now is left out, or whoever corrected
    it would be sent the codes of others."""
    parties = parties_with_contact(case_ids, contact)
    person = parties[0].person if parties else None
    if person is None:
        return
    cases = [party.case for party in parties]
    url = settings.BASE_URL + reverse("portal:track")
    if channel == "sms":
        number = sms.number_of(person.phone)
        if number and sms.is_open():
            lines = ", ".join(codes.shown(case.code) for case in cases[:IN_SMS])
            text = gsm.plain(SMS.format(lines=lines, url=url))
            sms.send(to=number, text=text, message_id=message_id)
        return
    lines = "\n".join(
        f"{codes.shown(case.code)}   {timezone.localtime(case.received_at):%d/%m/%Y}   {case.title}"
        for case in cases
    )
    EmailMessage(
        subject=SUBJECT,
        body=BODY.format(lines=lines, url=url),
        to=[person.email],
        headers={"Message-ID": f"<{message_id}@{host()}>", "Auto-Submitted": "auto-generated"},
    ).send()
