from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "thongsuot.conferences"
    label = "conferences"
