from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "thongsuot.people"
    label = "people"
