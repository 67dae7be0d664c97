"""The sender corrects a phone or an e-mail that was mistyped."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from donthu.cases import codes, queries
from donthu.cases.actions.correct_contact import correct_contact
from donthu.cases.errors import Invalid, Refused
from donthu.cases.queries import AnyCase
from donthu.people.contact import ContactError, clean_email, clean_phone
from donthu.people.masking import masked_email, masked_phone
from donthu.people.models import Person
from donthu.portal import passes
from donthu.portal.views.look_up import case_of_link, to_the_form
from donthu.portal.views.supplement import TOO_OFTEN
from donthu.ui.fields import TextField
from donthu.ui.limits import Limit, address_of

FROM = Limit(name="contact.from", most=20, seconds=3600)
DONE = "da-sua"  # in the address to which a correction leads


class ContactForm(forms.Form):
    """A phone, an e-mail, or both; what is left empty stays as it is."""

    use_required_attribute = False

    phone = TextField(
        label="Số điện thoại mới",
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "maxlength": 30}),
    )
    email = TextField(
        label="Thư điện tử mới",
        required=False,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email", "maxlength": 254}),
    )

    def __init__(self, *args: Any, person: Person | None, **kwargs: Any) -> None:
        """`person`: the sender, whose contact is shown with most of it covered."""
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        held = {
            "phone": masked_phone(person.phone) if person else "",
            "email": masked_email(person.email) if person else "",
        }
        for name, shown in held.items():
            self.fields[name].help_text = f"Đang ghi: {shown}" if shown else "Chưa ghi."

    def clean_phone(self) -> str:
        return self._cleaned("phone", clean_phone)

    def clean_email(self) -> str:
        return self._cleaned("email", clean_email)

    def _cleaned(self, name: str, clean: Any) -> str:
        typed = self.cleaned_data[name]
        try:
            return str(clean(typed)) if typed else ""
        except ContactError as wrong:
            raise ValidationError(str(wrong)) from None


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, code: str) -> HttpResponse:
    """The form, for who has come by the key or from the receipt; a POST corrects, once."""
    at = timezone.now()
    case = case_of_link(request, code)
    if case is None:
        return to_the_form(code)
    party = queries.sender_of(case.pk)
    person = party.person if party else None
    if request.method != "POST":
        return _page(request, case, ContactForm(person=person))
    form = ContactForm(request.POST, person=person)
    if not form.is_valid():
        return _page(request, case, form, status=422)
    if not FROM.take(address_of(request), at):
        form.add_error(None, TOO_OFTEN)
        return _page(request, case, form, status=429)
    given = form.cleaned_data
    try:
        correct_contact(case_id=case.pk, phone=given["phone"], email=given["email"], at=at)
    except Invalid as wrong:
        for name, sentence in wrong.errors.items():
            form.add_error(name, sentence)
        return _page(request, case, form, status=422)
    except Refused as refused:
        form.add_error(None, refused.reason)
        return _page(request, case, form, status=409)
    return redirect(passes.link("contact", case.code, at=at) + f"&{DONE}=1")


def _page(
    request: HttpRequest, case: AnyCase, form: ContactForm, *, status: int = 200
) -> HttpResponse:
    at = timezone.now()
    context = {
        "here": "track",
        "private": True,
        "form": form,
        "code": codes.shown(case.code),
        "action": passes.link("contact", case.code, at=at),
        "tracked_href": passes.link("tracked", case.code, at=at),
        "done": DONE in request.GET,
    }
    return render(request, "portal/contact.html", context, status=status)
