"""Addresses of the room."""

from django.urls import path

from thongsuot.points import views

urlpatterns = [
    path("hoi-nghi/<int:conference_id>/diem-cau/", views.setting.points, name="points"),
    path("diem-cau/<int:point_id>/", views.door.point, name="point"),
    path("diem-cau/<int:point_id>/sua/", views.setting.change, name="change_point"),
    path("diem-cau/<int:point_id>/ghi/", views.door.note, name="note_at_point"),
    path("diem-cau/<int:point_id>/danh-sach/", views.door.roster, name="point_roster"),
    path("diem-cau/<int:point_id>/gop/", views.door.merge, name="merge_passages"),
]
