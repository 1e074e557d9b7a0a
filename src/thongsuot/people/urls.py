"""The doors to one's own account that need no seat."""

from __future__ import annotations

from django.urls import path

from thongsuot.people import views

urlpatterns = [
    path("tai-khoan/phien/", views.sessions, name="sessions"),
    path("tai-khoan/phien/ket-thuc/", views.end_sessions, name="end_sessions"),
]
