"""The doors of the organisation: entering by code, choosing one's seat, units, import, entry codes."""

from __future__ import annotations

from django.urls import path

from thongsuot.orgs import keeping, views

urlpatterns = [
    path("vao/", views.doors.enter, name="enter"),
    path("vao/<str:code>/", views.doors.enter_by_link, name="enter_by_link"),
    path("vao/<str:code>", views.doors.enter_by_link),  # a link cut short; a redirect would stay on screen
    path("chon-vi-tri/", views.doors.choose_seat, name="choose_seat"),
    path("tai-khoan/ma-api/", views.tokens.api_tokens, name="api_tokens"),
    path("tai-khoan/ma-api/<int:token_id>/thu-hoi/", views.tokens.revoke_token, name="revoke_token"),
    path("don-vi/", views.units.my_unit, name="my_unit"),
    path("don-vi/nhap/", views.importing.import_organisation, name="import_organisation"),
    path("don-vi/nhap/mau.xlsx", views.importing.import_template, name="import_template"),
    path("don-vi/nhap/<int:intake_id>/", views.importing.intake, name="intake"),
    path("don-vi/nhap/<int:intake_id>/thuc-hien/", views.importing.carry_out_list, name="carry_out_list"),
    path("don-vi/nhap/<int:intake_id>/bo/", views.importing.drop_list, name="drop_list"),
    path(
        "don-vi/nhap/<int:intake_id>/thay-doi.xlsx",
        views.importing.intake_file,
        {"name": keeping.CHANGES},
        name="intake_changes",
    ),
    path(
        "don-vi/nhap/<int:intake_id>/da-danh-dau.xlsx",
        views.importing.intake_file,
        {"name": keeping.MARKED},
        name="marked_copy",
    ),
    path("don-vi/<str:code>/", views.units.unit, name="unit"),
    path("don-vi/<str:code>/qua-trinh/", views.units.unit_history, name="unit_history"),
    path("don-vi/<str:code>/dau-van-ban/", views.letterheads.letterhead, name="letterhead"),
    path("don-vi/<str:code>/sua/", views.units.change_unit, name="change_unit"),
    path("don-vi/<str:code>/them/", views.units.apply_change, {"change": "found"}, name="found_unit"),
    path("don-vi/<str:code>/doi-ten/", views.units.apply_change, {"change": "rename"}, name="rename_unit"),
    path("don-vi/<str:code>/chuyen/", views.units.apply_change, {"change": "move"}, name="move_unit"),
    path("don-vi/<str:code>/ket-thuc/", views.units.apply_change, {"change": "end"}, name="end_unit"),
    path("don-vi/<str:code>/giao-quyen/", views.units.apply_change, {"change": "acting"}, name="appoint_acting"),
    path("don-vi/<str:code>/giao-quyen/<int:seat_id>/thoi/", views.units.end_acting, name="end_acting"),
    path("don-vi/<str:code>/uy-quyen/", views.delegations.delegations, name="delegations"),
    path(
        "don-vi/<str:code>/uy-quyen/<int:delegation_id>/thoi/",
        views.delegations.end_delegation,
        name="end_delegation",
    ),
    path("don-vi/<str:code>/ma-vao/", views.codes.entry_codes, name="entry_codes"),
    path("don-vi/<str:code>/ma-vao/doi-het/", views.codes.change_codes, {"change": "renew"}, name="renew_codes"),
    path(
        "don-vi/<str:code>/ma-vao/thu-hoi-het/",
        views.codes.change_codes,
        {"change": "take_back"},
        name="take_back_codes",
    ),
    path("don-vi/<str:code>/ma-vao/doi/<int:seat_id>/", views.codes.renew_code, name="renew_code"),
    path("don-vi/<str:code>/ma-vao/thu-hoi/<int:code_id>/", views.codes.take_back_code, name="take_back_code"),
]
