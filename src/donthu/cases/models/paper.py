"""A document of a case, issued or received, and its files."""

from django.conf import settings
from django.db import models


class Paper(models.Model):
    """One document. The answer goes through draft, signed, issued; others are issued at once.

    `signed_for` and `head_title` say for whom it was signed: "KT." and "Giám đốc"; a head's own
    signature leaves them empty. `signed_by` is the signer of a paper that came from elsewhere.

    Lengths follow Nghị định 30/2020/NĐ-CP, Phụ lục VI.
    """

    class Kind(models.TextChoices):
        LETTER = "letter", "Tệp người gửi kèm theo"
        SUPPLEMENT = "supplement", "Bổ sung của người gửi"
        DIRECTIVE = "directive", "Văn bản chỉ đạo"
        FORWARDING = "forwarding", "Công văn chuyển phản ánh"
        URGING = "urging", "Công văn đôn đốc"
        ANSWER = "answer", "Văn bản trả lời"
        RESULT = "result", "Báo cáo kết quả phối hợp"

    class State(models.TextChoices):
        DRAFT = "draft", "Dự thảo"
        SIGNED = "signed", "Đã ký"
        ISSUED = "issued", "Đã phát hành"
        REPLACED = "replaced", "Đã thay bằng bản khác"

    UNFINISHED = (State.DRAFT, State.SIGNED)  # an answer in the making

    class Audience(models.TextChoices):
        PUBLIC = "public", "Mọi người"
        SENDER = "sender", "Người gửi"
        CHAIN = "chain", "Các cơ quan trong chuỗi chuyển giao"
        AGENCY = "agency", "Nội bộ cơ quan"

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="papers")
    assignment = models.ForeignKey(
        "cases.Assignment", models.CASCADE, null=True, related_name="papers"
    )
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.ISSUED)
    audience = models.CharField(max_length=12, choices=Audience.choices)
    text = models.TextField(blank=True)
    result = models.CharField(max_length=16, blank=True)
    number = models.CharField(max_length=11, blank=True)
    symbol = models.CharField(max_length=30, blank=True)
    abstract = models.CharField(max_length=500, blank=True)
    date = models.DateField(null=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    signer_title = models.CharField(max_length=100, blank=True)
    signed_by = models.CharField(max_length=150, blank=True)  # who has no account here, as typed
    signed_for = models.CharField(max_length=8, blank=True)
    head_title = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id}"


class PaperFile(models.Model):
    """A stored file under the name it was given in this paper."""

    paper = models.ForeignKey("cases.Paper", models.CASCADE, related_name="files")
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)

    def __str__(self) -> str:
        return self.name
