from django.apps import AppConfig


class ProceedingsConfig(AppConfig):
    name = "thongsuot.proceedings"
    label = "proceedings"
