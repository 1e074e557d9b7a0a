"""The doors of the desk."""

from __future__ import annotations

from django.urls import path

from thongsuot.desk import views

urlpatterns = [
    path("", views.today, name="today"),
    path("nhat-ky/", views.ledger, name="ledger"),
]
