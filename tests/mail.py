"""A real SMTP server on this machine that keeps what it is sent."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Sink:
    """The messages received, in order. `broken`: how many of the next ones it turns away; `slow`:
    after how many seconds it says that it has kept one."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.broken = 0
        self.slow = 0.0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.broken:
            self.broken -= 1
            return "451 4.3.0 try again later"
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        await asyncio.sleep(self.slow)
        return "250 kept"


def free_port() -> int:
    """A port of the loopback that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def smtp_sink() -> Iterator[tuple[Sink, int]]:
    """A sink and the port it listens on, on the loopback."""
    sink = Sink()
    port = free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield sink, port
    finally:
        controller.stop()
