"""The receipt for the hand of who called, came or wrote, to be printed at the desk."""

from django.http import HttpResponse
from django.urls import reverse

from donthu.cases import codes
from donthu.cases.actions.give_pin import give_pin
from donthu.cases.errors import Refused
from donthu.cases.queries import AnyCase
from donthu.desk.access import DeskRequest, DeskView
from donthu.desk.case import CaseView
from donthu.desk.rows import case_href
from donthu.law.grammar import Role
from donthu.ui.receipt import receipt_of


def receipt_href(code: str) -> str:
    """Where the receipt of a case is."""
    return reverse("desk:receipt", args=[codes.shown(code)])


def receipt_page(
    view: DeskView, case: AnyCase, *, pin: str = "", alert: str = "", status: int = 200
) -> HttpResponse:
    """The receipt of a case, with the `pin` when it was given just now."""
    receipt = receipt_of(case, pin=pin)
    clerk = any(duty.role == Role.CLERK for duty in view.request.officer_duties)
    context = {
        "receipt": receipt,
        "alert": alert,
        "case_href": case_href(case.code),
        "action": receipt_href(case.code),
        "may_enter": clerk,
        "may_give_pin": clerk and not receipt.by_phone and not receipt.by_email,
    }
    answer = view.page("desk/receipt.html", context, here="entry" if clerk else "", status=status)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


class ReceiptPage(CaseView):
    """The receipt of a case that the officer may see; a POST gives a new PIN."""

    def get(self, request: DeskRequest, code: str) -> HttpResponse:
        """Without the PIN: that is kept as a hash."""
        return receipt_page(self, self.case_or_404(code))

    def post(self, request: DeskRequest, code: str) -> HttpResponse:
        """With a new PIN; the one before is good no longer."""
        case = self.case_or_404(code)
        try:
            pin = give_pin(case_id=case.pk, actor=self.actor, at=request.at)
        except Refused as refused:
            return receipt_page(self, case, alert=refused.reason, status=409)
        return receipt_page(self, case, pin=pin)
