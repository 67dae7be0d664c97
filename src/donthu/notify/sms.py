"""The gateway of text messages: one POST a message, the same `id` however often it is tried.

The gateway is the operator's, or a few lines before one: it takes {to, text, parts, id, from} as
JSON with a bearer token, answers 2xx once it has the message, and drops an `id` that it has already.
"""

import re

import httpx
from django.conf import settings

from donthu.notify import gsm
from donthu.people.keys import phone_key

SECONDS = 15
_MOBILE = re.compile("0[35789][0-9]{8}")
_FOREIGN = re.compile(r"\+(?!84)[1-9][0-9]{6,14}")


class NotTaken(Exception):
    """The gateway did not take the message; it is tried again. Names no number."""


def is_open() -> bool:
    """Whether a gateway is set, so that text messages go out at all."""
    return bool(settings.DONTHU_SMS_URL)


def number_of(phone: str) -> str:
    """The number as the gateway takes it, such as +84912345678; empty for one that receives no text
    messages, as a landline."""
    if _FOREIGN.fullmatch(phone):
        return phone
    digits = phone_key(phone)
    return f"+84{digits[1:]}" if _MOBILE.fullmatch(digits) else ""


def send(*, to: str, text: str, message_id: str) -> None:
    """Hand one plain `text` to the gateway for the number `to`. Raises NotTaken."""
    token = settings.DONTHU_SMS_TOKEN
    try:
        answer = httpx.post(
            settings.DONTHU_SMS_URL,
            json={
                "to": to,
                "text": text,
                "parts": gsm.parts(text),
                "id": message_id,
                "from": settings.DONTHU_SMS_FROM,
            },
            headers={"Authorization": f"Bearer {token}"} if token else {},
            timeout=SECONDS,
        )
    except httpx.HTTPError as error:
        raise NotTaken(f"the gateway did not answer: {type(error).__name__}") from None
    if not answer.is_success:
        raise NotTaken(f"the gateway answered {answer.status_code}")
