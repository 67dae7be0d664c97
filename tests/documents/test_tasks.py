from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from donthu.documents.intake import stage
from donthu.documents.models import StagedFile
from donthu.documents.tasks import sweep_staged
from tests.documents import samples


@pytest.mark.django_db
def test_forms_that_were_never_sent_are_swept_by_a_job() -> None:
    for _ in range(2):
        kept = stage(SimpleUploadedFile("x", samples.PDF), "đơn.pdf", owner="session:a")
    StagedFile.objects.filter(pk=kept.pk).update(created_at=timezone.now() - timedelta(days=2))
    sweep_staged(timestamp=0)
    assert StagedFile.objects.count() == 1
