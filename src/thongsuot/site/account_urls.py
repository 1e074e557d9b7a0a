"""The few doors of allauth that this house opens: in, out, and one's own password.

Signing oneself up and resetting by e-mail do not exist here: accounts come with the import, a lost password is
answered by the office with an entry code. allauth still asks for the address of `account_signup`, so that name
leads to the page for absent things.
"""

from __future__ import annotations

from allauth.account import views as allauth
from django.urls import path

from thongsuot.site import views

urlpatterns = [
    path("dang-nhap/", allauth.login, name="account_login"),
    path("thoat/", allauth.logout, name="account_logout"),
    path("mat-khau/", views.own_password(allauth.password_change), name="account_change_password"),
    path("mat-khau/dat/", views.own_password(allauth.password_set), name="account_set_password"),
    path("xac-nhan-lai/", allauth.reauthenticate, name="account_reauthenticate"),
    path("da-khoa/", allauth.account_inactive, name="account_inactive"),
    path("dang-ky/", views.absent, name="account_signup"),
]
