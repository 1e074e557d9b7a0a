"""The doors of the corpus; a document's path is its FRBR address, so that a link outlives the product."""

from __future__ import annotations

from django.urls import path

from thongsuot.corpus import views

urlpatterns = [
    path("van-ban/", views.documents, name="documents"),
    path("van-ban/nhap/", views.import_document, name="import_document"),
    path("van-ban/nhap/<str:token>/", views.waiting_files, name="review_import"),
    path("van-ban/nhap/<str:token>/huy/", views.discard_import, name="discard_import"),
    path("van-ban/sua/<int:expression_id>/", views.correct_fact, name="correct_fact"),
    path("van-ban/tep/<int:manifestation_id>/", views.original, name="original_file"),
    path("van-ban/tep-hong/<int:file_id>/", views.unread, name="unread_file"),
    path("van-ban/xem-truoc/<int:citation_id>/", views.preview_citation, name="preview_citation"),
    path("van-ban/duoc-dan/<int:work_id>/", views.citing_documents, name="citing_documents"),
    path("van-ban/<path:address>/~<str:eid>/trich-dan/", views.cite, name="cite_place"),
    path("van-ban/<path:address>/~<str:eid>/", views.place, name="read_place"),
    path("van-ban/<path:address>/tim/", views.find, name="find_in_document"),
    path("van-ban/<path:address>/trich-dan/", views.cite, name="cite_document"),
    path("van-ban/<path:address>/", views.read, name="read_document"),
]
