import pytest

from donthu.ledger.models import Seal
from donthu.ledger.tasks import seal_book
from tests.ledger.writing import write


@pytest.mark.django_db
def test_the_book_is_sealed_by_a_job() -> None:
    write("case:1")
    seal_book(timestamp=0)
    assert Seal.objects.get().events == 1
