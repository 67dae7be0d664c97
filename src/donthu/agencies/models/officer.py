"""An officer's account."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from donthu.law.text import fold

USERNAME = RegexValidator(
    r"^[a-z0-9]+([.-][a-z0-9]+)*$",
    "Tên đăng nhập gồm chữ thường không dấu, số, dấu chấm, ví dụ dtp.sxd.nl.",
)


class OfficerManager(BaseUserManager["Officer"]):
    """Officers are opened and closed by `agencies.accounts`."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "Officer":
        """An officer with that password; without one nobody can sign in by password."""
        officer = Officer(username=username, **fields)
        officer.set_password(password)
        officer.save()
        return officer

    def get_by_natural_key(self, username: str | None) -> "Officer":
        """Upper and lower case of a username are the same."""
        return self.get(username=(username or "").lower())


class Officer(AbstractBaseUser):
    """One person, or one account of entry of an agency (`btc.nl`).

    What an officer may do follows from duties alone (`agencies.duties`): there is no superuser.
    """

    username = models.CharField(
        "tên đăng nhập",
        max_length=100,
        unique=True,
        validators=[USERNAME],
        error_messages={"unique": "Tên đăng nhập này đã có."},
    )
    full_name = models.CharField("họ và tên", max_length=100)
    email = models.EmailField("thư điện tử", blank=True)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    is_active = models.BooleanField("đang dùng", default=True)
    opened_at = models.DateTimeField("mở lúc", null=True, blank=True)
    closed_at = models.DateTimeField("khóa lúc", null=True, blank=True)
    terms_accepted_at = models.DateTimeField(
        "chấp nhận quy định sử dụng lúc", null=True, blank=True
    )
    password_given = models.BooleanField("mật khẩu do quản trị cấp, phải đổi", default=False)
    folded = models.TextField(editable=False)

    objects: ClassVar[OfficerManager] = OfficerManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        verbose_name = "cán bộ"
        ordering = ("username",)
        constraints = (
            models.UniqueConstraint(
                Lower("email"), condition=~Q(email=""), name="officer_email_once"
            ),
            models.CheckConstraint(
                name="officer_username_is_lower_case", condition=Q(username=Lower("username"))
            ),
        )

    def __str__(self) -> str:
        return self.full_name or self.username

    def save(self, *args: object, **kwargs: object) -> None:
        """Keeps `folded` in step with the names."""
        self.fill()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def fill(self) -> None:
        """Sets `folded` from the names."""
        self.folded = fold(f"{self.full_name} {self.username}")
