"""The doors of the cascade; paths are Vietnamese without marks, names are English."""

from __future__ import annotations

from django.urls import path

from thongsuot.cascade import views

COVERAGE = "quan-triet/<int:dissemination_id>/do-phu/"

urlpatterns = [
    path("quan-triet/", views.drives.disseminations, name="disseminations"),
    path("quan-triet/ban-tin/", views.notices.receive, name="receive_notice"),
    path("quan-triet/ban-tin/<int:notice_id>/", views.notices.review, name="review_notice"),
    path("quan-triet/ban-tin/<int:notice_id>/them/", views.notices.add, name="add_finding"),
    path("quan-triet/ban-tin/<int:notice_id>/nhan-het/", views.notices.accept_open, name="accept_findings"),
    path("quan-triet/ban-tin/<int:notice_id>/nhom/", views.notices.decide_group, name="decide_findings"),
    path("quan-triet/ban-tin/<int:notice_id>/soan/", views.notices.draft, name="draft_from_notice"),
    path("quan-triet/chi-tiet/<int:finding_id>/", views.notices.decide, name="decide_finding"),
    path("quan-triet/moi/", views.drives.draft, name="draft_dissemination"),
    path("quan-triet/<int:dissemination_id>/", views.drives.dissemination, name="dissemination"),
    path("quan-triet/duyet/", views.approval.approvals, name="approvals"),
    path("quan-triet/duyet/nen-nep/", views.approval.choose, name="choose_approval"),
    path("quan-triet/<int:dissemination_id>/duyet/", views.approval.approve, name="approve_dissemination"),
    path("quan-triet/<int:dissemination_id>/tra-lai/", views.approval.give_back, name="return_dissemination"),
    path("quan-triet/<int:dissemination_id>/lich.ics", views.occasions.calendar, name="calendar"),
    path("quan-triet/<int:dissemination_id>/ngoai-le/", views.naming.exceptions, name="exceptions"),
    path("quan-triet/<int:dissemination_id>/ghi-ngoai-le/", views.naming.make, name="make_exception"),
    path("quan-triet/ngoai-le/<int:exception_id>/bo/", views.naming.drop, name="drop_exception"),
    path("quan-triet/<int:dissemination_id>/ban-hanh/", views.ordering.order, name="publishing"),
    path("quan-triet/<int:dissemination_id>/doi-gio/", views.ordering.move, name="move_publishing"),
    path("quan-triet/<int:dissemination_id>/huy-hen/", views.ordering.cancel, name="cancel_publishing"),
    path("quan-triet/<int:dissemination_id>/soan/", views.drives.plan, name="plan_dissemination"),
    path("quan-triet/<int:dissemination_id>/dieu-chinh/", views.course.course, name="course"),
    path("quan-triet/<int:dissemination_id>/thay-doi/", views.course.changes, name="changes"),
    path("quan-triet/<int:dissemination_id>/gia-han/", views.course.extend, name="extend_dissemination"),
    path("quan-triet/<int:dissemination_id>/khep-lai/", views.course.close, name="close_dissemination"),
    path("quan-triet/<int:dissemination_id>/mo-lai/", views.course.reopen, name="reopen_dissemination"),
    path("quan-triet/<int:dissemination_id>/thu-hoi/", views.course.withdraw, name="withdraw_dissemination"),
    path("quan-triet/<int:dissemination_id>/thay-van-ban/", views.course.replace, name="replace_text"),
    path("quan-triet/<int:dissemination_id>/chuyen-tiep/", views.relay.pass_on, name="pass_on"),
    path("quan-triet/<int:dissemination_id>/bao-cao-xong/", views.relay.report_done, name="report_done"),
    path("quan-triet/<int:dissemination_id>/danh-sach-ky/", views.paper.enter, name="enter_paper"),
    path("quan-triet/dong-ky/<int:line_id>/rut-lai/", views.paper.take_back, name="take_back_paper"),
    path("quan-triet/danh-sach-ky/<int:sheet_id>/anh/", views.paper.photo, name="paper_photo"),
    path(COVERAGE, views.coverage.own, name="coverage"),
    path(f"{COVERAGE}<str:unit_code>/", views.coverage.unit, name="unit_coverage"),
    path("quan-triet/<int:dissemination_id>/do-phu/<str:unit_code>/ngay/", views.coverage.day, name="coverage_day"),
    path(
        "quan-triet/<int:dissemination_id>/do-phu/<str:unit_code>/excel/",
        views.coverage.workbook,
        name="coverage_workbook",
    ),
    path("quan-triet/<int:dissemination_id>/so-sanh/", views.coverage.compare, name="compare_disseminations"),
    path("quan-triet/<int:dissemination_id>/doc/<str:expression>/", views.reading.read, name="read_text"),
    path("quan-triet/<int:dissemination_id>/xac-nhan/", views.reading.acknowledge, name="acknowledge"),
    path("quan-triet/<int:dissemination_id>/tu-choi/", views.reading.decline, name="decline"),
    path("quan-triet/<int:dissemination_id>/hoi/", views.reading.ask, name="ask"),
    path("quan-triet/cau-hoi/<int:question_id>/tra-loi/", views.reading.answer, name="answer_question"),
]
