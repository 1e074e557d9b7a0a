"""The doors of the desk."""

from __future__ import annotations

from django.urls import path

from thongsuot.desk import views

urlpatterns = [
    path("", views.today, name="today"),
    path("cua-toi/", views.own_page, name="own_page"),
    path("nhat-ky/", views.ledger, name="ledger"),
    path("nhat-ky/uy-quyen/<int:delegation_id>/", views.delegated_ledger, name="delegated_ledger"),
    path("nhat-ky/don-vi/<str:code>/", views.unit_ledger, name="unit_ledger"),
]
