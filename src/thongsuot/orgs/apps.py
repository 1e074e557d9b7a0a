from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "thongsuot.orgs"
    label = "orgs"
