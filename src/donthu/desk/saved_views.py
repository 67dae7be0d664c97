"""Saved filters: a name for the address of a filtered folder, one's own or shared in the agency."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from donthu.agencies.duties import Duty
from donthu.agencies.models import Officer
from donthu.cases.visibility import LEADING
from donthu.desk.access import DeskRequest, DeskView
from donthu.desk.filters import Filters
from donthu.desk.menu import TITLES
from donthu.desk.models import SavedView
from donthu.ui.fields import FlagField, TextField

MOST = 30  # of one officer at one agency
WITHOUT_WORDS = "Từ khóa không được lưu, vì có thể là tên hay số điện thoại của người dân."
NOTHING_CHOSEN = f"Hãy chọn ít nhất một mục trong danh sách lọc. {WITHOUT_WORDS}"
TOO_MANY = f"Bạn đã lưu {MOST} bộ lọc ở cơ quan này; hãy xóa bớt rồi lưu tiếp."


@dataclass(frozen=True, kw_only=True)
class ViewTab:
    """A saved view as a tab of its folder."""

    name: str
    href: str
    current: bool
    shared: bool


class SaveForm(forms.Form):
    """The name of a view, and whether the officers of the agency see it."""

    def __init__(self, data: Any = None, *, may_share: bool) -> None:
        super().__init__(data, label_suffix="")
        self.use_required_attribute = False
        self.fields["name"] = TextField(
            label="Tên bộ lọc", max_characters=60, help_text=WITHOUT_WORDS
        )
        if may_share:
            self.fields["shared"] = FlagField(
                label="Chia sẻ với cán bộ trong cơ quan", required=False
            )


class SavedViews(DeskView):
    """What the officer may open by name; a new one is sent here."""

    here = "work"

    def get(self, request: DeskRequest) -> HttpResponse:
        """The list."""
        views = [
            {
                "view": view,
                "folder": TITLES[view.folder],
                "href": href_of(view),
                "mine": view.officer_id == request.user.pk,
            }
            for view in views_of(request.user, request.duty).select_related("officer")
            if view.folder in TITLES
        ]
        return self.page("desk/saved_views.html", {"views": views})

    def post(self, request: DeskRequest) -> HttpResponse:
        """Keep the filters of a folder under a name; the same name is given to the new ones."""
        folder = request.POST.get("folder", "")
        if folder not in TITLES:
            raise Http404
        agency_id = request.duty.agency_id
        filters = Filters(QueryDict(request.POST.get("query", "")), agency_id, folder)
        back = f"{reverse('desk:folder', args=[folder])}?{filters.chosen}"
        form = SaveForm(request.POST, may_share=may_share(request.duty))
        own = SavedView.objects.filter(officer=request.user, agency=agency_id)
        if not form.is_valid():
            messages.error(
                request, " ".join(str(t) for found in form.errors.values() for t in found)
            )
        elif not filters.chosen:
            messages.error(request, NOTHING_CHOSEN)
        elif own.exclude(name=form.cleaned_data["name"]).count() >= MOST:
            messages.error(request, TOO_MANY)
        else:
            view, _ = own.update_or_create(
                name=form.cleaned_data["name"],
                defaults={
                    "officer": request.user,
                    "agency_id": agency_id,
                    "folder": folder,
                    "query": filters.chosen,
                    "shared": form.cleaned_data.get("shared", False),
                    "made_at": request.at,
                },
            )
            messages.success(request, f"Đã lưu bộ lọc «{view.name}».")
        return redirect(back)


class SavedViewPage(DeskView):
    """One saved view of the officer: it is opened, or deleted by the button `do`."""

    def get(self, request: DeskRequest, view_id: int) -> HttpResponse:
        """The filtered folder."""
        return redirect(href_of(self._view(view_id)))

    def post(self, request: DeskRequest, view_id: int) -> HttpResponse:
        """Delete it; the cases are not touched."""
        view = self._view(view_id)
        if request.POST.get("do") != "delete":
            raise Http404
        view.delete()
        messages.success(request, f"Đã xóa bộ lọc «{view.name}».")
        return redirect("desk:saved_views")

    def _view(self, view_id: int) -> SavedView:
        view = SavedView.objects.filter(pk=view_id, officer=self.request.user).first()
        if view is None:
            raise Http404
        return view


def views_of(officer: Officer, duty: Duty) -> QuerySet[SavedView]:
    """The views that the officer may open at the agency of the duty: own ones and shared ones."""
    found = SavedView.objects.filter(Q(officer=officer) | Q(shared=True), agency=duty.agency_id)
    return found.order_by("name", "pk")


def tabs_of(views: Iterable[SavedView], folder: str, query: str) -> list[ViewTab]:
    """The tabs of a folder whose filters are `query` now; none while nothing is saved of it."""
    return [
        ViewTab(
            name=view.name,
            href=href_of(view),
            current=view.query == query,
            shared=view.shared,
        )
        for view in views
        if view.folder == folder
    ]


def may_share(duty: Duty) -> bool:
    """Whether who acts in that duty may share views with the officers of the agency."""
    return duty.role in LEADING


def href_of(view: SavedView) -> str:
    """The address that the view names."""
    return f"{reverse('desk:folder', args=[view.folder])}?{view.query}"
