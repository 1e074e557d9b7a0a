"""The doors of the room; paths are Vietnamese without marks, names are English."""

from __future__ import annotations

from django.urls import path

from thongsuot.understanding import views

urlpatterns = [
    path("hoi-nghi/ngan-hang/", views.bank.banks, name="banks"),
    path("hoi-nghi/ngan-hang/van-ban/<int:work_id>/", views.bank.bank, name="bank"),
    path("hoi-nghi/ngan-hang/cau/<int:question_id>/", views.bank.question, name="bank_question"),
    path("hoi-nghi/ngan-hang/cau/<int:question_id>/thoi-dung/", views.bank.retire, name="retire_question"),
    path("hoi-nghi/ngan-hang/van-ban/<int:work_id>/nhap/", views.exchange.take_in, name="import_questions"),
    path("hoi-nghi/ngan-hang/van-ban/<int:work_id>/xuat/gift/", views.exchange.as_gift, name="questions_as_gift"),
    path(
        "hoi-nghi/ngan-hang/van-ban/<int:work_id>/xuat/excel/", views.exchange.as_workbook, name="questions_as_workbook"
    ),
    path("hoi-nghi/hoc/", views.checks.studies, name="studies"),
    path("hoi-nghi/hoc/dot/<int:dissemination_id>/lap-bai/", views.checks.build, name="build_check"),
    path("hoi-nghi/hoc/bai/<int:check_id>/", views.checks.check, name="study_check"),
    path("hoi-nghi/hoc/bai/<int:check_id>/bat-dau/", views.checks.begin, name="begin_attempt"),
    path("hoi-nghi/hoc/bai/<int:check_id>/nguoi-huong-dan/", views.checks.trainer, name="name_trainer"),
    path("hoi-nghi/hoc/bai/<int:check_id>/huong-dan/", views.checks.training, name="training"),
    path("hoi-nghi/hoc/bai/<int:check_id>/so-lieu/", views.checks.figures, name="check_figures"),
    path("hoi-nghi/hoc/luot/<int:attempt_id>/nop/", views.checks.hand_in, name="hand_in_attempt"),
    path("hoi-nghi/hoc/dot/<int:dissemination_id>/ra-de/", views.reflections.set_task, name="set_task"),
    path("hoi-nghi/hoc/thu-hoach/<int:task_id>/", views.reflections.reflection, name="reflection"),
    path("hoi-nghi/hoc/thu-hoach/<int:task_id>/xem-bai/", views.reflections.desk, name="grading_desk"),
    path("hoi-nghi/hoc/thu-hoach/bai/<int:reflection_id>/", views.reflections.grade, name="grade_reflection"),
    path(
        "hoi-nghi/hoc/thu-hoach/bai/<int:reflection_id>/tra-lai/", views.reflections.give_back, name="return_reflection"
    ),
]
