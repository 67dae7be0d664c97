"""What we told people outside, or tried to: the proof of it, without contact or text."""

from django.db import models


class Notice(models.Model):
    """One message about one event to one audience by one channel.

    Its id stays the same however often the message is sent, so that a mailbox or a gateway can tell
    a repeat from a second message.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", "Thư điện tử"
        SMS = "sms", "Tin nhắn"

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ gửi"
        SENT = "sent", "Đã gửi"
        NOWHERE = "nowhere", "Không có địa chỉ để gửi"

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="notices")
    seq = models.PositiveIntegerField()
    audience = models.CharField(max_length=12)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.EMAIL)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "seq", "audience", "channel"], name="notice_once"
            ),
        ]

    def __str__(self) -> str:
        return f"notice {self.case_id}.{self.seq} ({self.state})"

    @property
    def key(self) -> str:
        """What names the message to the gateway of text messages, the same at each try."""
        return f"{self.case_id}.{self.seq}.{self.audience}"

    def message_id(self, host: str) -> str:
        """The Message-ID header, the same at each try."""
        return f"<{self.key}@{host}>"
