"""The doors of what is written about conferences; paths are Vietnamese without marks, names are English."""

from __future__ import annotations

from django.urls import path

from thongsuot.proceedings import views

urlpatterns = [
    path("hoi-nghi/dot/<int:dissemination_id>/tong-hop/", views.rows.below, name="conference_sum"),
    path(
        "hoi-nghi/dot/<int:dissemination_id>/tong-hop/<str:ending>/", views.rows.below_file, name="conference_sum_file"
    ),
    path("hoi-nghi/<int:conference_id>/nguoi-du/<int:half_day_id>/", views.rows.people, name="conference_people"),
    path(
        "hoi-nghi/<int:conference_id>/danh-sach-ky/<int:half_day_id>/<str:ending>/",
        views.writing.signing_file,
        name="signing_list",
    ),
    path("hoi-nghi/<int:conference_id>/giay-to/<str:kind>/", views.writing.paper, name="conference_paper"),
    path(
        "hoi-nghi/<int:conference_id>/giay-to/<str:kind>/<str:ending>/",
        views.writing.paper_file,
        name="conference_paper_file",
    ),
    path("hoi-nghi/<int:conference_id>/chuan-bi/", views.preparing.prepare, name="prepare_conference"),
    path("hoi-nghi/<int:conference_id>/anh-cau-hoi/", views.gathering.gathered, name="conference_gathered"),
    path("hoi-nghi/<int:conference_id>/anh-cau-hoi/anh/", views.gathering.attach, name="attach_photo"),
    path("hoi-nghi/<int:conference_id>/anh-cau-hoi/cau-hoi/", views.gathering.note, name="note_question"),
    path("hoi-nghi/<int:conference_id>/anh/<int:photo_id>/", views.gathering.photo, name="conference_photo"),
    path("hoi-nghi/<int:conference_id>/anh/<int:photo_id>/bo/", views.gathering.drop, name="drop_photo"),
    path("hoi-nghi/<int:conference_id>/moi/", views.writing.invite, name="invite_delegates"),
    path("hoi-nghi/<int:conference_id>/lich/", views.writing.calendar, name="conference_calendar"),
    path("hoi-nghi/<int:conference_id>/bao-cao/", views.reports.report, name="report_conference"),
    path("hoi-nghi/<int:conference_id>/bao-cao/tep/", views.reports.report_file, name="conference_report"),
    path("hoi-nghi/<int:conference_id>/bao-cao/pdf/", views.reports.report_pdf, name="conference_report_pdf"),
    path("hoi-nghi/<int:conference_id>/giay-xac-nhan/", views.certifying.certificates, name="certificates"),
    path(
        "hoi-nghi/<int:conference_id>/giay-xac-nhan/pdf/", views.certifying.certificates_file, name="certificates_file"
    ),
    path("hoi-nghi/giay-xac-nhan/", views.certifying.own, name="own_certificates"),
    path(
        "hoi-nghi/giay-xac-nhan/<int:certificate_id>/<str:ending>/",
        views.certifying.own_file,
        name="own_certificate_file",
    ),
    path("xac-nhan/<str:code>/", views.certifying.verify, name="verify_certificate"),
    path("xac-nhan/<str:code>/bien-nhan/", views.certifying.receipt, name="certificate_receipt"),
]
