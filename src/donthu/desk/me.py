"""What an officer does about the own account: the duty of the moment, the terms, the account."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from donthu.desk.access import CURRENT, DeskRequest, DeskView
from donthu.desk.menu import title_of


class Switch(DeskView):
    """Work on in another duty: the folders become those of its agency."""

    about_cases = False
    http_method_names = ("post",)

    def post(self, request: DeskRequest) -> HttpResponse:
        """Keep the duty for the session."""
        chosen = request.POST.get("duty", "")
        if any(duty.key == chosen for duty in request.officer_duties):
            request.session[CURRENT] = chosen
        return redirect("desk:work")


class Terms(DeskView):
    """The terms of use, accepted once before anything else."""

    about_cases = False
    before_terms = True

    def get(self, request: DeskRequest) -> HttpResponse:
        """The terms."""
        return self._show(refused=False)

    def post(self, request: DeskRequest) -> HttpResponse:
        """Keep that they were accepted, and go on to where the officer wanted."""
        if request.POST.get("accept") != "yes":
            return self._show(refused=True, status=422)
        officer = request.user
        if officer.terms_accepted_at is None:
            officer.terms_accepted_at = request.at
            officer.save(update_fields=["terms_accepted_at"])
        return redirect(self._next())

    def _show(self, *, refused: bool, status: int = 200) -> HttpResponse:
        accepted = self.request.user.terms_accepted_at
        context: dict[str, Any] = {
            "accepted_at": accepted,
            "refused": refused,
            "bare": not accepted,
        }
        return self.page("desk/terms.html", context, here="account", status=status)

    def _next(self) -> str:
        wanted = self.request.GET.get("next", "")
        safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
        return wanted if safe else reverse("desk:work")


class Account(DeskView):
    """Who I am here, and the way to password, second factor, passkeys and sessions."""

    about_cases = False
    here = "account"

    def get(self, request: DeskRequest) -> HttpResponse:
        """The page."""
        duties = [
            {"title": title_of(duty), "current": duty == request.duty, "key": duty.key}
            for duty in request.officer_duties
        ]
        return self.page("desk/account.html", {"officer": request.user, "duties": duties})
