"""The doors of what is written about conferences; paths are Vietnamese without marks, names are English."""

from __future__ import annotations

from django.urls import path

from thongsuot.proceedings import views

urlpatterns = [
    path("hoi-nghi/<int:conference_id>/bao-cao/", views.reports.report, name="report_conference"),
    path("hoi-nghi/<int:conference_id>/bao-cao/tep/", views.reports.report_file, name="conference_report"),
    path("hoi-nghi/<int:conference_id>/bao-cao/pdf/", views.reports.report_pdf, name="conference_report_pdf"),
]
