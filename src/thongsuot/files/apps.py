from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "thongsuot.files"
    label = "files"
