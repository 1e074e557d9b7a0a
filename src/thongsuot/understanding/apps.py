from django.apps import AppConfig


class UnderstandingConfig(AppConfig):
    name = "thongsuot.understanding"
    label = "understanding"
