"""Administration of accounts: officers of the agencies below, their roles, the table of rights."""

import csv
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from donthu.agencies import accounts, permissions
from donthu.agencies.errors import NotPossible
from donthu.agencies.models import Agency, Membership, Officer
from donthu.agencies.models.membership import role_choices
from donthu.agencies.permissions import Right
from donthu.cases import open_work
from donthu.desk.access import DeskRequest, DeskView
from donthu.desk.asked import asked, number
from donthu.law.grammar import Role
from donthu.law.text import fold
from donthu.law.words import ROLE_NAMES
from donthu.ui.fields import DateField, ManyField, OneField, TextField

PAGE = 50
STILL_OPEN = (
    "Còn {count} hồ sơ chưa xong ghi tên người này; văn thư hoặc lãnh đạo của cơ quan chuyển cho "
    "người khác ở mục Bàn giao việc."
)
Choices = list[tuple[str, str]]


class AdminView(DeskView):
    """A page for those who manage accounts; for all others there is none."""

    about_cases = False
    here = "officers"

    def managed(self) -> Q:
        """The condition on agencies whose accounts the officer manages. Http404 when none."""
        reach = Q(pk__in=[])
        for duty in self.request.officer_duties:
            if scope := permissions.MATRIX[duty.role].get(Right.MANAGE_ACCOUNTS):
                everywhere = scope is permissions.Scope.ALL
                reach |= ~Q(pk__in=[]) if everywhere else Q(path__startswith=duty.path)
        if reach == Q(pk__in=[]):
            raise Http404
        return reach

    def agencies(self) -> QuerySet[Agency]:
        """The agencies whose accounts the officer manages, as of today."""
        return Agency.objects.on(self.today).filter(self.managed()).order_by("path")

    def roles(self) -> Choices:
        """The roles that the officer may give."""
        given = accounts.roles_given_by(self.request.user, on=self.today)
        return [(value, title) for value, title in role_choices() if Role(value) in given]


class Officers(AdminView):
    """The officers, by name; a new account below."""

    def get(self, request: DeskRequest) -> HttpResponse:
        """The list, filtered by words and agency, a page at a time."""
        return self._show(OpenForm(None, agencies=self.agencies(), roles=self.roles()))

    def post(self, request: DeskRequest) -> HttpResponse:
        """Open an account, and show its password once."""
        form = OpenForm(request.POST, agencies=self.agencies(), roles=self.roles())
        if not form.is_valid():
            return self._show(form, status=422)
        given = form.cleaned_data
        try:
            officer, password = accounts.open_officer(
                username=given["username"].lower(),
                full_name=given["full_name"],
                agency=self.agencies().get(pk=given["agency"]),
                roles=tuple(Role(role) for role in given["roles"]),
                title=given["title"],
                email=given["email"],
                phone=given["phone"],
                at=request.at,
                by=request.user,
            )
        except NotPossible as reason:
            form.add_error(None, str(reason))
            return self._show(form, status=409)
        except ValidationError as wrong:
            for name, sentences in wrong.message_dict.items():
                form.add_error(name if name in form.fields else None, sentences)
            return self._show(form, status=422)
        return self.page("desk/password.html", {"officer": officer, "password": password})

    def _show(self, form: "OpenForm", *, status: int = 200) -> HttpResponse:
        request = self.request
        q, after = asked(request.GET, "q"), asked(request.GET, "sau")
        agencies = self.agencies()
        found = Officer.objects.filter(memberships__agency__in=agencies.values("pk"))
        if code := asked(request.GET, "co-quan"):
            found = found.filter(memberships__agency__code=code)
        for word in fold(q).split():
            found = found.filter(folded__contains=word)
        rows = list(found.filter(username__gt=after).order_by("username").distinct()[: PAGE + 1])
        posts: dict[int, list[Membership]] = {}
        for post in (
            Membership.objects.on(self.today)
            .filter(officer__in=rows[:PAGE])
            .select_related("agency")
            .order_by("-is_default", "pk")
        ):
            posts.setdefault(post.officer_id, []).append(post)
        shown = [
            {"officer": officer, "posts": [_post(p) for p in posts.get(officer.pk, [])]}
            for officer in rows[:PAGE]
        ]
        kept = request.GET.copy()
        kept["sau"] = rows[PAGE - 1].username if len(rows) > PAGE else ""
        context = {
            "rows": shown,
            "form": form,
            "q": q,
            "agency_code": code,
            "agencies": list(agencies.values_list("code", "name")[:500]),
            "next_href": f"?{kept.urlencode()}" if len(rows) > PAGE else "",
            "first_href": "?" if after else "",
        }
        return self.page("desk/officers.html", context, status=status)


class OfficerPage(AdminView):
    """One officer: roles with their dates, and what may be done with the account."""

    def get(self, request: DeskRequest, username: str) -> HttpResponse:
        """The page."""
        return self._show(self._officer(username), self._form())

    def post(self, request: DeskRequest, username: str) -> HttpResponse:
        """Do what the button `do` says: give or end a role, reset the password, close, open
        again."""
        officer = self._officer(username)
        form = self._form(request.POST if request.POST.get("do") == "give" else None)
        try:
            match request.POST.get("do"):
                case "give":
                    if not form.is_valid():
                        return self._show(officer, form, status=422)
                    self._give(officer, form.cleaned_data)
                case "end":
                    self._end(officer, request.POST.get("role", ""))
                case "reset":
                    password = accounts.reset_password(officer, at=request.at, by=request.user)
                    shown = {"officer": officer, "password": password}
                    return self.page("desk/password.html", shown)
                case "reopen":
                    password = accounts.reopen_officer(officer, at=request.at, by=request.user)
                    shown = {"officer": officer, "password": password}
                    return self.page("desk/password.html", shown)
                case "close":
                    accounts.close_officer(officer, at=request.at, by=request.user)
                    messages.success(request, f"Đã khóa tài khoản {officer.username}.")
                    if left := open_work.count_of(officer.pk):
                        messages.warning(request, STILL_OPEN.format(count=left))
                case _:
                    raise Http404
        except NotPossible as reason:
            messages.error(request, str(reason))
        return redirect("desk:officer", username=username)

    def _officer(self, username: str) -> Officer:
        found = Officer.objects.filter(
            username=username.replace("\0", ""),
            memberships__agency__in=self.agencies().values("pk"),
        ).first()
        if found is None:
            raise Http404
        return found

    def _give(self, officer: Officer, given: dict[str, Any]) -> None:
        accounts.give_role(
            officer,
            agency=self.agencies().get(pk=given["agency"]),
            role=Role(given["role"]),
            title=given["title"],
            since=given["since"],
            at=self.request.at,
            by=self.request.user,
        )
        messages.success(self.request, "Đã giao vai trò.")

    def _end(self, officer: Officer, key: str) -> None:
        post = officer.memberships.filter(pk=number(key)).first()
        if post is None:
            raise Http404
        accounts.end_role(post, until=self.today, at=self.request.at, by=self.request.user)
        messages.success(self.request, "Vai trò kết thúc sau hôm nay.")

    def _form(self, data: Any = None) -> "RoleForm":
        return RoleForm(data, agencies=self.agencies(), roles=self.roles())

    def _show(self, officer: Officer, form: "RoleForm", *, status: int = 200) -> HttpResponse:
        today = self.today
        posts = officer.memberships.select_related("agency").order_by("-since", "-pk")
        managed = set(self.agencies().values_list("pk", flat=True))
        context = {
            "officer": officer,
            "posts": [
                _post(post)
                | {
                    "row": post,
                    "open": post.until is None or post.until > today,
                    "managed": post.agency_id in managed,
                }
                for post in posts
            ],
            "form": form,
            "back_href": reverse("desk:officers"),
            "open_work": open_work.count_of(officer.pk) if officer.is_active else 0,
        }
        return self.page("desk/officer.html", context, status=status)


class Permissions(AdminView):
    """What each role may do, as a table and as a file."""

    here = "permissions"

    def get(self, request: DeskRequest) -> HttpResponse:
        """The table; `?dang=csv` gives it to be opened in a spreadsheet."""
        self.managed()
        head, *rows = permissions.table()
        if request.GET.get("dang") == "csv":
            response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
            response["Content-Disposition"] = 'attachment; filename="bang-quyen.csv"'
            csv.writer(response).writerows([head, *rows])
            return response
        return self.page("desk/permissions.html", {"head": head, "rows": rows})


class OpenForm(forms.Form):
    """A new account with its first roles."""

    def __init__(self, data: Any, *, agencies: QuerySet[Agency], roles: Choices) -> None:
        super().__init__(data, label_suffix="")
        self.use_required_attribute = False
        self.fields["full_name"] = TextField(label="Họ và tên", max_characters=100)
        self.fields["username"] = TextField(
            label="Tên đăng nhập",
            max_characters=100,
            help_text="Chữ thường không dấu, số, dấu chấm, ví dụ dtp.sxd.nl.",
        )
        self.fields["agency"] = OneField(label="Cơ quan", choices=_choices(agencies))
        self.fields["roles"] = ManyField(label="Vai trò", choices=roles)
        self.fields["title"] = TextField(label="Chức vụ", required=False, max_characters=100)
        self.fields["email"] = TextField(label="Thư điện tử", required=False, max_characters=254)
        self.fields["phone"] = TextField(label="Điện thoại", required=False, max_characters=20)


class RoleForm(forms.Form):
    """A further role for an officer."""

    def __init__(self, data: Any, *, agencies: QuerySet[Agency], roles: Choices) -> None:
        super().__init__(data, label_suffix="")
        self.use_required_attribute = False
        self.fields["agency"] = OneField(label="Cơ quan", choices=_choices(agencies))
        self.fields["role"] = OneField(label="Vai trò", choices=roles)
        self.fields["title"] = TextField(label="Chức vụ", required=False, max_characters=100)
        self.fields["since"] = DateField(label="Từ ngày", required=False)


def _choices(agencies: QuerySet[Agency]) -> list[tuple[int, str]]:
    return list(agencies.values_list("pk", "name"))


def _post(post: Membership) -> dict[str, Any]:
    role = ROLE_NAMES[Role(post.role)].capitalize()
    return {
        "role": role,
        "title": post.title if fold(post.title) != fold(role) else "",
        "agency": post.agency.name,
    }
