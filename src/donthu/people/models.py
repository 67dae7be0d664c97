"""People and organisations who write, are written about, or pass letters on."""

from typing import Any

from django.db import models

from donthu.law.text import nfc
from donthu.people.keys import email_key, id_number_key, name_key, phone_key


class Kind(models.TextChoices):
    INDIVIDUAL = "individual", "Cá nhân"
    ORGANISATION = "organisation", "Tổ chức, doanh nghiệp"


class Person(models.Model):
    """One person as one letter or visit told them; what somebody typed, after NFC.

    The `*_key` columns are for looking up and for twins; `save` fills them, and who writes by COPY
    fills them with `people.keys`.
    """

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.INDIVIDUAL)
    name = models.CharField(max_length=200)
    phone = models.CharField(max_length=30, blank=True, default="")
    email = models.CharField(max_length=254, blank=True, default="")
    address = models.CharField(max_length=500, blank=True, default="")
    area = models.ForeignKey(
        "agencies.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    id_number = models.CharField(max_length=20, blank=True, default="")
    tax_code = models.CharField(max_length=20, blank=True, default="")
    created_at = models.DateTimeField()
    pin = models.CharField(  # hashed; see people.pins
        max_length=100, blank=True, default="", db_default="", editable=False
    )

    name_key = models.CharField(max_length=200, editable=False)
    phone_key = models.CharField(max_length=30, blank=True, default="", editable=False)
    email_key = models.CharField(max_length=254, blank=True, default="", editable=False)
    id_number_key = models.CharField(max_length=20, blank=True, default="", editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["name_key"]),
            models.Index(
                fields=["phone_key"], condition=~models.Q(phone_key=""), name="people_phone"
            ),
            models.Index(
                fields=["email_key"], condition=~models.Q(email_key=""), name="people_email"
            ),
            models.Index(
                fields=["id_number_key"],
                condition=~models.Q(id_number_key=""),
                name="people_id_number",
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_keys()
        super().save(*args, **kwargs)

    def fill_keys(self) -> None:
        """Bring what was typed to NFC and set the look-up keys; needed before `bulk_create`."""
        for column in ("name", "phone", "email", "address", "id_number", "tax_code"):
            setattr(self, column, nfc(getattr(self, column)).strip())
        self.name_key = name_key(self.name)
        self.phone_key = phone_key(self.phone)
        self.email_key = email_key(self.email)
        self.id_number_key = id_number_key(self.id_number)


class FormerContact(models.Model):
    """Where somebody was reached before the event `seq` of the case corrected it: kept until this
    contact has been told, no longer than that is tried, and no longer than the person."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="former_contacts")
    seq = models.PositiveIntegerField()
    phone = models.CharField(max_length=30, blank=True, default="")
    email = models.CharField(max_length=254, blank=True, default="")
    replaced_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"former contact of person {self.person_id}"
