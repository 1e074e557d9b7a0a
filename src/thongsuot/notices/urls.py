"""The doors of the notices."""

from __future__ import annotations

from django.urls import path

from thongsuot.notices import views

urlpatterns = [
    path("thong-bao/", views.messages, name="messages"),
    path("thong-bao/ngung/<str:token>/", views.stop_mail, name="stop_mail"),
]
