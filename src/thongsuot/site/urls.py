"""The doors of the whole house; paths are Vietnamese without marks, names are English."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("tai-khoan/", include("allauth.account.urls")),
]
