"""Ủy quyền khi vắng: what I gave, what I was given, and giving."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from donthu.agencies.delegations import delegate, end_delegation
from donthu.agencies.errors import NotPossible
from donthu.agencies.models import Delegation, Membership, Officer
from donthu.agencies.permissions import MATRIX, Right, may
from donthu.desk.access import DeskRequest, DeskView
from donthu.desk.asked import number
from donthu.law.grammar import Role
from donthu.law.words import ROLE_NAMES
from donthu.ui.fields import DateField, OneField, TextField

SHOWN = 100
Choices = list[tuple[int, str]]


class Delegations(DeskView):
    """Own delegations; for administrators those of the agencies they administer."""

    about_cases = False
    here = "delegations"

    def get(self, request: DeskRequest) -> HttpResponse:
        """The lists and the form."""
        return self._show(self._form())

    def post(self, request: DeskRequest) -> HttpResponse:
        """Give one, or end one (`end` names it)."""
        if request.POST.get("end"):
            return self._end(request.POST["end"])
        form = self._form(request.POST)
        if form is None:
            raise Http404
        if not form.is_valid():
            return self._show(form, status=422)
        chosen = form.cleaned_data
        try:
            delegate(
                Membership.objects.select_related("agency", "officer").get(pk=chosen["membership"]),
                taker=Officer.objects.get(pk=chosen["taker"]),
                since=chosen["since"],
                until=chosen["until"],
                reason=chosen["reason"],
                document=chosen["document"],
                at=request.at,
                by=request.user,
            )
        except NotPossible as reason:
            form.add_error(None, str(reason))
            return self._show(form, status=409)
        messages.success(request, "Đã ghi ủy quyền. Người nhận thấy việc từ ngày bắt đầu.")
        return redirect("desk:delegations")

    def _end(self, key: str) -> HttpResponse:
        seen = Delegation.objects.filter(self._mine()).select_related("membership__agency")
        delegation = get_object_or_404(seen, pk=number(key))
        try:
            end_delegation(delegation, until=self.today, at=self.request.at, by=self.request.user)
        except NotPossible as reason:
            messages.error(self.request, str(reason))
        else:
            messages.success(self.request, "Ủy quyền kết thúc sau hôm nay.")
        return redirect("desk:delegations")

    def _show(self, form: "DelegationForm | None", *, status: int = 200) -> HttpResponse:
        today = self.today
        rows = (
            Delegation.objects.filter(self._mine())
            .select_related("giver", "taker", "membership__agency")
            .order_by("-until", "-pk")[:SHOWN]
        )
        duties, officer = self.request.officer_duties, self.request.user
        shown = [
            {
                "row": row,
                "role": row.membership.title or ROLE_NAMES[Role(row.membership.role)].capitalize(),
                "state": _state(row, today),
                "to_end": row.until >= today
                and (
                    row.giver_id == officer.pk
                    or may(duties, Right.MANAGE_ACCOUNTS, row.membership.agency.path)
                ),
            }
            for row in rows
        ]
        return self.page("desk/delegations.html", {"rows": shown, "form": form}, status=status)

    def _mine(self) -> Q:
        """Given or taken by me, or of an agency I administer."""
        mine = Q(giver=self.request.user) | Q(taker=self.request.user)
        for duty in self.request.officer_duties:
            if Right.MANAGE_ACCOUNTS in MATRIX[duty.role]:
                mine |= Q(membership__agency__path__startswith=duty.path)
        return mine

    def _form(self, data: Any = None) -> "DelegationForm | None":
        """The form; None for an officer who has nothing to delegate."""
        managed = [
            duty.path for duty in self.request.officer_duties if duty.role is Role.AGENCY_ADMIN
        ]
        own = [
            duty.membership_id
            for duty in self.request.officer_duties
            if duty.on_behalf_of is None and Right.DELEGATE in MATRIX[duty.role]
        ]
        offered = Q(pk__in=own)
        paths = managed + [d.path for d in self.request.officer_duties if d.membership_id in own]
        delegable = [role.value for role, rights in MATRIX.items() if Right.DELEGATE in rights]
        for path in managed:
            offered |= Q(agency__path=path, role__in=delegable)
        if not paths:
            return None
        memberships = (
            Membership.objects.on(self.today)
            .filter(offered, officer__is_active=True)
            .select_related("officer", "agency")
            .order_by("agency__path", "officer__full_name")
        )
        takers = _takers(paths, self.today)
        if not managed:
            takers = [(pk, name) for pk, name in takers if pk != self.request.user.pk]
        return DelegationForm(data, memberships=list(memberships), takers=takers, on=self.today)


class DelegationForm(forms.Form):
    """Which post, to whom, from when until when, and why."""

    def __init__(
        self, data: Any, *, memberships: list[Membership], takers: Choices, on: date
    ) -> None:
        super().__init__(data, label_suffix="")
        self.use_required_attribute = False
        posts = [(m.pk, _post(m)) for m in memberships]
        self.fields["membership"] = OneField(label="Vị trí được ủy quyền", choices=posts)
        self.fields["taker"] = OneField(label="Người nhận ủy quyền", choices=takers)
        self.fields["since"] = DateField(label="Từ ngày", initial=on)
        self.fields["until"] = DateField(label="Đến hết ngày")
        self.fields["reason"] = TextField(label="Lý do", max_characters=200)
        self.fields["document"] = TextField(
            label="Văn bản ủy quyền",
            required=False,
            max_characters=200,
            help_text="Số, ký hiệu, ngày. Bắt buộc khi quản trị nhập thay.",
        )


def _takers(paths: list[str], on: date) -> Choices:
    """Who works on cases at these agencies, by name."""
    there = Q(pk__in=[])
    for path in paths:
        there |= Q(agency__path=path)
    working = [role.value for role, rights in MATRIX.items() if Right.TAKE_STEPS in rights]
    rows = (
        Membership.objects.on(on)
        .filter(there, role__in=working, officer__is_active=True)
        .order_by("officer__full_name")
        .values_list("officer_id", "officer__full_name", "agency__name")
        .distinct()
    )
    return [(pk, f"{name} · {agency}") for pk, name, agency in rows]


def _post(membership: Membership) -> str:
    role = membership.title or ROLE_NAMES[Role(membership.role)].capitalize()
    return f"{role} · {membership.agency.name} · {membership.officer.full_name}"


def _state(row: Delegation, today: date) -> tuple[str, str]:
    if row.since > today:
        return "Chưa bắt đầu", "plain"
    return ("Đã hết", "plain") if row.until < today else ("Đang hiệu lực", "ok")
