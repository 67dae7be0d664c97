"""Agencies that work by letter, and handing them their accounts."""

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from donthu.agencies.models import Agency
from donthu.cases.actions.switch_to_accounts import switch_to_accounts
from donthu.cases.errors import Refused
from donthu.cases.queries import open_cases_at
from donthu.desk.access import DeskRequest
from donthu.desk.officers import AdminView
from donthu.law.grammar import Role
from donthu.ui.templatetags.ui import number


class LetterAgencies(AdminView):
    """The agencies without accounts; a button hands one its accounts."""

    def get(self, request: DeskRequest) -> HttpResponse:
        """The list."""
        return self._show()

    def post(self, request: DeskRequest) -> HttpResponse:
        """Hand over the accounts of the agency `agency`."""
        agency = self._written_to().filter(code=request.POST.get("agency", "")).first()
        if agency is None:
            raise Http404
        try:
            opened = switch_to_accounts(agency_id=agency.pk, actor=self.actor, at=request.at)
        except Refused as refused:
            return self._show(reason=refused.reason, status=409)
        messages.success(
            request,
            f"{agency.name} tự làm việc trên hệ thống từ bây giờ, với {number(opened)} hồ sơ đang mở.",
        )
        return redirect("desk:agencies")

    def _written_to(self) -> QuerySet[Agency]:
        return self.agencies().filter(has_accounts=False, participates_in_feedback=True)

    def _show(self, *, reason: str = "", status: int = 200) -> HttpResponse:
        clerks = Q(memberships__role=Role.CLERK, memberships__officer__is_active=True)
        now = Q(memberships__until=None) | Q(memberships__until__gte=self.today)
        found = self._written_to().annotate(clerks=Count("memberships", filter=clerks & now))
        open_cases = open_cases_at(agency.pk for agency in found)
        rows = [{"agency": each, "open": open_cases.get(each.pk, 0)} for each in found]
        return self.page("desk/agencies.html", {"rows": rows, "reason": reason}, status=status)
