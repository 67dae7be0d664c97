"""Nhập phản ánh: what came by phone, at the counter or by post, on one page by keyboard."""

import secrets
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac

from donthu.agencies.duties import Duty
from donthu.cases import codes, queries
from donthu.cases.errors import Invalid, Refused
from donthu.cases.visibility import visible_to
from donthu.desk.access import DeskRequest, DeskView
from donthu.desk.entry_form import EntryForm
from donthu.desk.receipt import receipt_href, receipt_page
from donthu.desk.uploads import owner
from donthu.law.grammar import Role
from donthu.people import pins
from donthu.search.looking_up import LookedUp, look_up
from donthu.ui import feedback

ALIKE = (
    "Có hồ sơ có thể trùng, xem ở cột bên. Nếu là cùng một việc, hãy mở hồ sơ đó; nếu là việc khác, bấm "
    "«Vẫn nhập mới»."
)
SHOWN = 5


class EntryView(DeskView):
    """A page for clerks: letters are entered at the agency where the officer is one."""

    here = "entry"

    def clerk(self) -> Duty:
        """The duty in which the officer enters: the current one, else the first as a clerk."""
        request = self.request
        duties = [duty for duty in request.officer_duties if duty.role == Role.CLERK]
        if not duties:
            raise Http404
        return request.duty if request.duty in duties else duties[0]

    def looked_up(self, duty: Duty) -> dict[str, Any]:
        """What the panel shows for the words in the posted form."""
        typed = self.request.POST
        found = look_up(
            officer_id=self.request.user.pk,
            agency_id=duty.agency_id,
            name=typed.get("organisation") or typed.get("name", ""),
            phone=typed.get("phone", ""),
            content=f"{typed.get('title', '')}\n{typed.get('content', '')}"[:20_000],
            at=self.request.at,
        )
        return {"looked": True, "sealed": found.sealed, "twins": self._rows(found)}

    def _rows(self, found: LookedUp) -> list[dict[str, Any]]:
        request = self.request
        seen = set(
            visible_to(request.user.pk, request.officer_duties)
            .filter(pk__in=[twin.case_id for twin in found.twins])
            .values_list("pk", flat=True)
        )
        return [
            {
                "code": codes.shown(twin.code),
                "href": reverse("desk:case", args=[codes.shown(twin.code)])
                if twin.case_id in seen
                else "",
                "score": f"{twin.score} %",
                "tone": "late" if twin.score >= 70 else "due",
                "agency": twin.agency_name,
                "state": twin.state_title,
                "reasons": "; ".join(twin.reasons),
            }
            for twin in found.twins[:SHOWN]
        ]


class Twins(EntryView):
    """The panel of possible twins, while the officer types."""

    http_method_names = ("post",)

    def post(self, request: DeskRequest) -> HttpResponse:
        """The panel alone."""
        duty = self.clerk()
        typed = request.POST
        if not any(typed.get(name, "").strip() for name in ("name", "phone", "title", "content")):
            return self.page("desk/parts/twins.html")
        return self.page("desk/parts/twins.html", self.looked_up(duty))


class Entry(EntryView):
    """The page, and what is saved with it: one case however often the button is pressed."""

    def get(self, request: DeskRequest) -> HttpResponse:
        """An empty form."""
        duty = self.clerk()
        form = EntryForm(at=request.at, owner=owner(request))
        return self._form(form, duty, token=secrets.token_hex(16))

    def post(self, request: DeskRequest) -> HttpResponse:
        """The receipt of the case, or the form with what stands against it. Before anything is
        saved the look for twins has run, and what it found has been on the screen."""
        duty = self.clerk()
        form = EntryForm(request.POST, request.FILES, at=request.at, owner=owner(request))
        token = request.POST.get("form", "")[:32] or secrets.token_hex(16)
        if not form.is_valid():
            return self._form(form, duty, token=token, status=422)
        key = self._key(token, form)
        if before := queries.receipt_of(key):
            return redirect(receipt_href(before.code))
        panel = self.looked_up(duty)
        shown = set(request.POST.getlist("shown"))
        unseen = {twin["code"] for twin in panel["twins"]} - shown
        if panel["twins"] and (unseen or "anew" not in request.POST):
            form.add_error(None, ALIKE)
            return self._form(form, duty, token=token, panel=panel, status=409)
        return self._save(form, duty, token=token, key=key, panel=panel)

    def _save(
        self, form: EntryForm, duty: Duty, *, token: str, key: str, panel: dict[str, Any]
    ) -> HttpResponse:
        given = form.cleaned_data
        pin = "" if given["phone"] or given["email"] else pins.new()
        try:
            made = feedback.send(
                given,
                channel=given["channel"],
                at=self.request.at,
                idempotency_key=key,
                agency_id=duty.agency_id,
                actor=self.actor,
                received_at=given["received_at"],
                pin=pin,
            )
        except Invalid as wrong:
            for name, sentence in wrong.errors.items():
                form.add_error(name if name in form.fields else None, sentence)
            return self._form(form, duty, token=token, panel=panel, status=422)
        except Refused as refused:
            form.add_error(None, refused.reason)
            return self._form(form, duty, token=token, panel=panel, status=409)
        case = queries.public_case(made.code)
        assert case is not None
        if pin and not made.again:  # it can not be read again: the sheet with it is shown at once
            return receipt_page(self, case, pin=pin)
        return redirect(receipt_href(made.code))

    def _key(self, token: str, form: EntryForm) -> str:
        said = [form.cleaned_data[name] for name in ("title", "content", "name", "address")]
        digest = salted_hmac("desk.entry", "\n".join(said)).hexdigest()[:24]
        return f"desk:{self.request.user.pk}:{token}:{digest}"

    def _form(
        self,
        form: EntryForm,
        duty: Duty,
        *,
        token: str,
        panel: dict[str, Any] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        form.fields["files"].widget.attrs["data-upload-url"] = reverse("desk:stage")
        form.fields["area"].widget.attrs["data-suggest-url"] = reverse("portal:places")
        context = {"form": form, "token": token, "agency": duty.agency_name, **(panel or {})}
        return self.page("desk/entry.html", context, status=status)
