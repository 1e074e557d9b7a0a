"""The doors of the whole house; paths are Vietnamese without marks, names are English."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from thongsuot.site import api, views

urlpatterns = [
    path("", include("thongsuot.desk.urls")),
    path("", include("thongsuot.ledger.urls")),
    path("", include("thongsuot.people.urls")),
    path("", include("thongsuot.orgs.urls")),
    path("", include("thongsuot.notices.urls")),
    path("", include("thongsuot.corpus.urls")),
    path("", include("thongsuot.cascade.urls")),
    path("", include("thongsuot.understanding.urls")),
    path("", include("thongsuot.conferences.urls")),
    path("", include("thongsuot.points.urls")),
    path("", include("thongsuot.proceedings.urls")),
    path("api/v1/", include((api.patterns(), "api-1"))),
    path("api/<path:rest>", api.absent),
    path("api/", api.absent),
    path("quan-tri/tinh-trang/", views.status, name="status"),
    path("quan-tri/tinh-trang/chay-lai/<uuid:job_id>/", views.run_job_again, name="run_job_again"),
    path("ngon-ngu/", login_not_required(set_language), name="set_language"),
    path("tai-khoan/giao-dien/", views.set_appearance, name="set_appearance"),
    path("tai-khoan/", include("thongsuot.site.account_urls")),
]

handler400 = "thongsuot.site.views.bad_request"
