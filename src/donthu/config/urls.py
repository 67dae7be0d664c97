from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from donthu.api.urls import urls as api

urlpatterns = [
    # at the root in Vietnamese, below /en/ in English
    *i18n_patterns(path("", include("donthu.portal.urls")), prefix_default_language=False),
    path("api/v1/", api),
    path("tai-khoan/", include("allauth.urls")),
    path("lam-viec/", include("donthu.desk.urls")),
]

handler500 = "donthu.ui.failure.server_error"
