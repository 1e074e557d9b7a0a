"""Addresses of the room."""

from django.urls import path

from thongsuot.points import hall, views

urlpatterns = [
    path("hoi-nghi/<int:conference_id>/diem-cau/", views.setting.points, name="points"),
    path("hoi-nghi/<int:conference_id>/diem-cau/tep/", views.office.hand_over, name="hand_over_queue"),
    path("hoi-nghi/<int:conference_id>/truc-tiep/", views.office.board, name="live_board"),
    path("hoi-nghi/<int:conference_id>/gio-co-mat/", views.hours.hours, name="hours_of_presence"),
    path("hoi-nghi/<int:conference_id>/gio-co-mat/tep/", views.hours.hours_file, name="hours_file"),
    path("hoi-nghi/<int:conference_id>/xem-lai/", views.office.settle, name="settle_findings"),
    path("hoi-nghi/dot/<int:dissemination_id>/truc-tiep/", views.office.drive, name="live_drive"),
    path("hoi-nghi/<int:conference_id>/danh-sach-ky/<int:half_day_id>/", views.paper.signed_list, name="signed_list"),
    path(hall.PASS_DOOR[1:], views.hall.through, name="pass_door"),
    path("diem-cau/cua/", views.hall.doorstep, name="type_door_code"),
    path("diem-cau/cua/<str:code>/", views.hall.doorstep, name="doorstep"),
    path("diem-cau/<int:point_id>/man-hinh/", views.hall.screen, name="point_screen"),
    path("diem-cau/sw.js", views.offline.worker, name="point_worker"),
    path("diem-cau/<int:point_id>/ung-dung.webmanifest", views.offline.manifest, name="point_manifest"),
    path("diem-cau/<int:point_id>/", views.door.point, name="point"),
    path("diem-cau/may/<int:device_id>/ngat/", views.setting.end_device, name="end_device"),
    path("diem-cau/<int:point_id>/sua/", views.setting.change, name="change_point"),
    path("diem-cau/<int:point_id>/ghi/", views.door.note, name="note_at_point"),
    path("diem-cau/<int:point_id>/danh-sach/", views.door.roster, name="point_roster"),
    path("diem-cau/<int:point_id>/gop/", views.door.merge, name="merge_passages"),
]
