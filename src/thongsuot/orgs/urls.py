"""The doors of the organisation: entering by code, choosing one's seat, units, import, entry codes."""

from __future__ import annotations

from django.urls import path

from thongsuot.orgs import views

urlpatterns = [
    path("vao/", views.enter, name="enter"),
    path("vao/<str:code>/", views.enter_by_link, name="enter_by_link"),
    path("vao/<str:code>", views.enter_by_link),  # a link cut short at its end; a redirect would stay in the browser
    path("chon-vi-tri/", views.choose_seat, name="choose_seat"),
    path("don-vi/", views.my_unit, name="my_unit"),
    path("don-vi/nhap/", views.import_organisation, name="import_organisation"),
    path("don-vi/nhap/mau.xlsx", views.import_template, name="import_template"),
    path("don-vi/nhap/da-danh-dau.xlsx", views.marked_copy, name="marked_copy"),
    path("don-vi/<str:code>/", views.unit, name="unit"),
    path("don-vi/<str:code>/ma-vao/", views.entry_codes, name="entry_codes"),
    path("don-vi/<str:code>/ma-vao/doi/<int:seat_id>/", views.renew_code, name="renew_code"),
    path("don-vi/<str:code>/ma-vao/thu-hoi/<int:code_id>/", views.take_back_code, name="take_back_code"),
]
