from django.urls import include, path

from donthu.api.urls import urls as api

urlpatterns = [
    path("", include("donthu.portal.urls")),
    path("api/v1/", api),
    path("tai-khoan/", include("allauth.urls")),
    path("lam-viec/", include("donthu.desk.urls")),
]

handler500 = "donthu.ui.failure.server_error"
