from django.apps import AppConfig


class CascadeConfig(AppConfig):
    name = "thongsuot.cascade"
    label = "cascade"
