"""Opening, moving and closing agencies."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from donthu.agencies.errors import NotPossible
from donthu.agencies.models import Agency, AgencySuccession
from donthu.agencies.queries import subtree
from donthu.agencies.tree import close_agency, move_agency, open_agency
from donthu.law.grammar import Role
from donthu.ledger.book import events_of
from tests.agencies.made import NOW, make_officer, make_tree

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_moving_an_agency_takes_all_below_it_along() -> None:
    tree = make_tree()
    move_agency(tree["dtp.sxd"], parent=tree["btc"], at=NOW, by=None)
    paths = {a.code: a.path for a in Agency.objects.all()}
    assert paths["dtp.sxd"] == "vpcp/btc/dtp.sxd/"
    assert paths["dtp.sxd.qlnh"] == "vpcp/btc/dtp.sxd/dtp.sxd.qlnh/"
    assert paths["dtp.stc"] == "vpcp/dtp/dtp.stc/"
    assert [a.code for a in subtree(tree["dtp"])] == ["dtp", "dtp.stc"]


def test_an_agency_cannot_be_put_below_itself() -> None:
    tree = make_tree()
    with pytest.raises(NotPossible, match="dưới chính nó"):
        move_agency(tree["dtp.sxd"], parent=tree["dtp.sxd.qlnh"], at=NOW, by=None)


def test_closing_ends_the_roles_there_and_names_the_successor() -> None:
    tree = make_tree()
    clerk = make_officer("dtp.stc.nl", tree["dtp.stc"], Role.CLERK)
    close_agency(
        tree["dtp.stc"],
        until=date(2026, 12, 31),
        into=[tree["dtp.sxd"]],
        decision="Quyết định 1/QĐ-UBND",
        at=NOW,
        by=None,
    )
    assert clerk.memberships.get().until == date(2026, 12, 31)
    succession = AgencySuccession.objects.get()
    assert (succession.new.code, succession.since) == ("dtp.sxd", date(2027, 1, 1))
    kinds = [event.kind for event in events_of(f"agency:{tree['dtp.stc'].pk}")]
    assert kinds == ["agency_opened", "agency_closed"]


def test_an_agency_with_units_that_go_on_is_not_closed() -> None:
    tree = make_tree()
    with pytest.raises(NotPossible, match="đơn vị trực thuộc"):
        close_agency(
            tree["dtp.sxd"], until=NOW.date(), into=[], decision="Quyết định 1", at=NOW, by=None
        )


@pytest.mark.parametrize("code", ["DTP.SXD2", "dtp..x", "dtp.sở", "dtp/x", "dtp_x", "dtp%"])
def test_a_code_has_small_letters_digits_and_dots(code: str) -> None:
    with pytest.raises(ValidationError, match="Mã gồm"):
        open_agency(code=code, name="Sở Mẫu", kind="department", level="province", at=NOW, by=None)


def test_the_database_refuses_a_path_that_is_not_the_agencys() -> None:
    tree = make_tree()
    with pytest.raises(IntegrityError, match="agency_path"), transaction.atomic():
        Agency.objects.filter(pk=tree["btc"].pk).update(path="vpcp/dtp/")
    with pytest.raises(IntegrityError, match="agency_of_the_top"), transaction.atomic():
        Agency.objects.filter(pk=tree["btc"].pk).update(path="btc/")
