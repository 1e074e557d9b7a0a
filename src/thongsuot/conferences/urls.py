"""The doors of conferences; paths are Vietnamese without marks, names are English."""

from __future__ import annotations

from django.urls import path

from thongsuot.conferences import views

urlpatterns = [
    path("hoi-nghi/", views.meetings.conferences, name="conferences"),
    path("hoi-nghi/dot/<int:dissemination_id>/", views.meetings.units, name="conference_board"),
    path("hoi-nghi/dot/<int:dissemination_id>/len-lich/", views.meetings.plan, name="plan_conference"),
    path("hoi-nghi/<int:conference_id>/", views.meetings.conference, name="conference"),
    path("hoi-nghi/<int:conference_id>/diem-danh/<int:half_day_id>/", views.meetings.roll_call, name="roll_call"),
    path("hoi-nghi/<int:conference_id>/be-mac/", views.meetings.end, name="end_conference"),
    path("hoi-nghi/<int:conference_id>/bao-cao/", views.meetings.report, name="report_conference"),
    path("hoi-nghi/<int:conference_id>/bao-cao/tep/", views.meetings.report_file, name="conference_report"),
    path("hoi-nghi/<int:conference_id>/cau-hoi/", views.checks.questions, name="check_questions"),
    path("hoi-nghi/<int:conference_id>/cau-hoi/lap/", views.checks.draw, name="draw_check"),
    path("hoi-nghi/<int:conference_id>/kiem-tra/", views.checks.check, name="take_check"),
]
