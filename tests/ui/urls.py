"""Addresses that the frames point to, and the gallery; the doors define the real ones."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, include, path

from tests.ui import samples


def _gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery.html", samples.gallery())


def _portal(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery_portal.html", samples.portal())


def _staged(request: HttpRequest) -> HttpResponse:
    return samples.staged(request)


def _nothing(request: HttpRequest, **_: str) -> HttpResponse:
    return HttpResponse("")


portal: list[URLPattern | URLResolver] = [
    path("", _nothing, name="home"),
    path("gui/", _nothing, name="send"),
    path("tra-cuu/", _nothing, name="track"),
    path("cau-tra-loi/", _nothing, name="answers"),
]
desk: list[URLPattern | URLResolver] = [
    path("", _nothing, name="work"),
    path("tim/", _nothing, name="search"),
    path("chuyen-vai/", _nothing, name="switch"),
    path("tai-khoan/", _nothing, name="account"),
    path("muc/<str:folder>/", _nothing, name="folder"),
    path("vu-viec/<str:code>/", _nothing, name="case"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("mau/", _gallery),
    path("mau-cong/", _portal),
    path("tep-tam/", _staged),
    path("cong/", include((portal, "portal"))),
    path("lam-viec/", include((desk, "desk"))),
    path("tai-khoan/", include("allauth.urls")),
]
