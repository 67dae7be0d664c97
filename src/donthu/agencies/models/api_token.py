"""Tokens with which other programs act for an officer."""

from django.db import models


class TokenScope(models.TextChoices):
    """What a token is good for."""

    FULL = "full", "Mọi việc của cán bộ"
    READ = "read", "Chỉ đọc"
    INTAKE = "intake", "Gửi phản ánh thay người dân"


class ApiToken(models.Model):
    """The SHA-256 of a token; of the token itself only `prefix` is kept, to recognise it by."""

    officer = models.ForeignKey("agencies.Officer", models.CASCADE, related_name="tokens")
    name = models.CharField("tên", max_length=100, blank=True)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField("phạm vi", max_length=10, choices=TokenScope.choices)
    since = models.DateTimeField("cấp lúc")
    expires = models.DateTimeField("hết hạn lúc")
    last_used = models.DateTimeField("dùng lần cuối", null=True, blank=True)
    revoked = models.DateTimeField("thu hồi lúc", null=True, blank=True)

    class Meta:
        verbose_name = "mã truy cập"
        constraints = (
            models.CheckConstraint(
                name="token_expires_after_it_begins",
                condition=models.Q(expires__gt=models.F("since")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.prefix}…"
