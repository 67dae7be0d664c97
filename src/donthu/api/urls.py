"""The addresses under /api/v1/."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, re_path

from donthu.api.application import api
from donthu.api.problems import everywhere


def _nowhere(request: HttpRequest) -> HttpResponse:
    raise Http404


urlpatterns, app_name, namespace = api.urls
urlpatterns = [*urlpatterns, re_path("", _nowhere)]
for pattern in urlpatterns:
    if isinstance(pattern, URLPattern):
        pattern.callback = everywhere(pattern.callback)

urls = (urlpatterns, app_name, namespace)
