"""The ledger's one address."""

from __future__ import annotations

from django.urls import path

from thongsuot.ledger import views

urlpatterns = [path("health", views.health, name="health")]
