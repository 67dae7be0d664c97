"""Who may sign in: officers whose account was opened, and nobody else.

Passwords, second factors, passkeys and the list of sessions are django-allauth's; here is only
what differs. Lock-out counts wrong passwords in the cache that all web processes share.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone

from donthu.agencies.models import Officer
from donthu.ledger.book import record


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up: accounts are opened by administrators (`agencies.accounts`)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The worklist; to change the password first, when an administrator gave it."""
        if isinstance(request.user, Officer) and request.user.password_given:
            return reverse("account_change_password")
        return str(super().get_login_redirect_url(request))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """To work: the password that was given has been changed, nothing else is to be done."""
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def set_password(self, user: Officer, password: str) -> None:
        """A password that the officer chose is no longer one that was given."""
        user.password_given = False
        super().set_password(user, password)

    def login(self, request: HttpRequest, user: Officer) -> None:
        """Signs in, by whatever means, and notes it in the book of the account."""
        super().login(request, user)
        _note(user, "signed_in")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Notes a wrong password for an account that exists; names that do not are not kept."""
        username = str(credentials.get("username", "")).lower()
        if officer := Officer.objects.filter(username=username).first():
            _note(officer, "sign_in_failed")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth adds the request's host, port included, so that a guesser gets five more tries
        # with each port he writes there; upper() is how the database compares usernames.
        return str(credentials.get("username", "")).upper()


class KnownOfficersAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The province's single sign-on lets in officers that exist, found by e-mail or username."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: whom we do not know is shown that accounts are opened by an administrator."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Ties the identity to the officer on its first sign-in."""
        if sociallogin.is_existing or sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        if officer := _known(sociallogin):
            sociallogin.connect(request, officer)


def _known(sociallogin: SocialLogin) -> Officer | None:
    """The open account with that username, or with an e-mail that the sign-on has verified."""
    open_accounts = Officer.objects.filter(is_active=True)
    if username := (sociallogin.user.username or "").lower():
        officer = open_accounts.filter(username=username).first()
        if officer:
            return officer
    for address in sociallogin.email_addresses:
        if address.verified:
            officer = open_accounts.filter(email__iexact=address.email).first()
            if officer:
                return officer
    return None


def _note(officer: Officer, kind: str) -> None:
    record(subject=f"officer:{officer.pk}", kind=kind, at=timezone.now(), data={})
