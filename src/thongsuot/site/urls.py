"""The doors of the whole house; paths are Vietnamese without marks, names are English."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("thongsuot.desk.urls")),
    path("", include("thongsuot.ledger.urls")),
    path("", include("thongsuot.orgs.urls")),
    path("", include("thongsuot.corpus.urls")),
    path("", include("thongsuot.cascade.urls")),
    path("tai-khoan/", include("thongsuot.site.account_urls")),
]

handler400 = "thongsuot.site.views.bad_request"
