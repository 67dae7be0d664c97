"""Who comes to the desk: an officer who signed in, in one of the officer's duties."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime, now
from django.views import View

from donthu.agencies.duties import Duty, duties_of
from donthu.agencies.models import Officer
from donthu.agencies.permissions import MATRIX, Right
from donthu.cases.actor import Actor
from donthu.desk.menu import menu, named
from donthu.ui import lost_session

CURRENT = "desk.duty"  # the key of the current duty in the session


class DeskRequest(HttpRequest):
    """A request that passed `DeskView`: who asks, in which duties, and when."""

    user: Officer
    officer_duties: tuple[Duty, ...]
    duty: Duty
    at: datetime


class DeskView(View):
    """A page of the desk.

    Without sign-in it leads to it; a form sent without gives back what was typed. A password given
    by an administrator is changed first, the terms of use are accepted first. `about_cases`:
    administrators are told in a sentence that they read no case. `here` names the entry of the menu
    that the page belongs to.
    """

    request: DeskRequest
    about_cases: ClassVar[bool] = True
    before_terms: ClassVar[bool] = False
    here = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Fill in what `DeskRequest` promises, or send the officer elsewhere."""
        if not isinstance(request.user, Officer):
            if lost_session.texts_of(request):  # they would be lost on the way to sign-in
                return lost_session.failure(request)
            return redirect_to_login(request.get_full_path())
        self.request.at = now()
        duties = self.request.officer_duties = duties_of(request.user, self.today)
        if not self.before_terms:
            if request.user.password_given:
                return redirect("account_change_password")
            if request.user.terms_accepted_at is None:
                query = urlencode({"next": request.get_full_path()})
                return redirect(f"{reverse('desk:terms')}?{query}")
        if duties:
            kept = request.session.get(CURRENT)
            self.request.duty = next((duty for duty in duties if duty.key == kept), duties[0])
        elif not self.before_terms:
            return render(request, "desk/no_duty.html", {"me": named(request.user, None, ())})
        if self.about_cases and not reads_cases(duties):
            return self.page("desk/no_cases.html")
        return super().dispatch(request, *args, **kwargs)

    @property
    def actor(self) -> Actor:
        """The officer with all duties, as the actions ask for it."""
        return Actor.officer(self.request.user.pk, self.request.officer_duties)

    @property
    def today(self) -> date:
        """The local day of this request."""
        return localtime(self.request.at).date()

    def page(
        self,
        template: str,
        context: dict[str, Any] | None = None,
        *,
        here: str = "",
        waiting: int | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """The page with the frame of the desk. `waiting`: the length of the worklist, where it is
        known already."""
        request = self.request
        frame: dict[str, Any] = {"me": named(request.user, None, ())}
        if request.officer_duties:
            frame = {
                "me": named(request.user, request.duty, request.officer_duties),
                "menu": menu(
                    officer=request.user,
                    duties=request.officer_duties,
                    duty=request.duty,
                    at=request.at,
                    here=here or self.here,
                    waiting=waiting,
                ),
            }
        return render(request, template, frame | (context or {}), status=status)


def reads_cases(duties: tuple[Duty, ...]) -> bool:
    """Whether any duty has to do with cases; administration alone does not."""
    return any(Right.READ_CASES in MATRIX[duty.role] for duty in duties)
