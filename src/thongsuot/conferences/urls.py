"""The doors of conferences; paths are Vietnamese without marks, names are English."""

from __future__ import annotations

from django.urls import path

from thongsuot.conferences import hall, views

urlpatterns = [
    path("hoi-nghi/", views.meetings.conferences, name="conferences"),
    path("hoi-nghi/dot/<int:dissemination_id>/", views.meetings.units, name="conference_board"),
    path("hoi-nghi/dot/<int:dissemination_id>/hieu/", views.checks.understood, name="understood"),
    path("hoi-nghi/dot/<int:dissemination_id>/len-lich/", views.meetings.plan, name="plan_conference"),
    path("hoi-nghi/dot/<int:dissemination_id>/thay-the/", views.arranging.instead, name="instead_of_conference"),
    path("hoi-nghi/dot/<int:dissemination_id>/xin-mien/", views.arranging.ask, name="ask_excuse"),
    path("hoi-nghi/dot/<int:dissemination_id>/rut-lai/", views.arranging.take_back, name="take_back_arrangement"),
    path("hoi-nghi/xin-mien/<int:arrangement_id>/", views.arranging.decide, name="decide_excuse"),
    path("hoi-nghi/<int:conference_id>/du-ghep/", views.arranging.join, name="join_conference"),
    path("hoi-nghi/ma/<str:code>/", views.hall.come_by_code, name="come_by_code"),
    path("hoi-nghi/hom-nay/", views.hall.come, name="come"),
    path("hoi-nghi/dai-bieu/<str:held>/", views.hall.delegate, name="delegate"),
    path(hall.CHECK_IN[1:], views.hall.press, {"verb": hall.CHECK_IN}, name="hall_check_in"),
    path(hall.READ[1:], views.hall.press, {"verb": hall.READ}, name="hall_read"),
    path(hall.ANSWER[1:], views.hall.press, {"verb": hall.ANSWER}, name="hall_answer"),
    path("hoi-nghi/<int:conference_id>/", views.meetings.conference, name="conference"),
    path("hoi-nghi/<int:conference_id>/diem-danh/<int:half_day_id>/", views.meetings.roll_call, name="roll_call"),
    path("hoi-nghi/<int:conference_id>/chuong-trinh/", views.agenda.agenda, name="agenda"),
    path("hoi-nghi/<int:conference_id>/tai-lieu/", views.materials.materials, name="materials"),
    path("hoi-nghi/tai-lieu/<int:material_id>/", views.materials.material, name="material"),
    path("hoi-nghi/tai-lieu/<int:material_id>/bo/", views.materials.drop, name="drop_material"),
    path(
        "hoi-nghi/dai-bieu/<str:held>/tai-lieu/<int:material_id>/",
        views.materials.material_by_pass,
        name="material_by_pass",
    ),
    path("hoi-nghi/<int:conference_id>/be-mac/", views.meetings.end, name="end_conference"),
    path("hoi-nghi/<int:conference_id>/cau-hoi/", views.checks.questions, name="check_questions"),
    path("hoi-nghi/<int:conference_id>/cau-hoi/lap/", views.checks.draw, name="draw_check"),
    path("hoi-nghi/<int:conference_id>/kiem-tra/", views.checks.check, name="take_check"),
]
