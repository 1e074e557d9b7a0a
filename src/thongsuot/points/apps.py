from django.apps import AppConfig


class PointsConfig(AppConfig):
    name = "thongsuot.points"
    label = "points"
