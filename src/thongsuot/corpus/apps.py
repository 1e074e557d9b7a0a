from django.apps import AppConfig


class CorpusConfig(AppConfig):
    name = "thongsuot.corpus"
    label = "corpus"
