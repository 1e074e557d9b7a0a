from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "thongsuot.site"
    label = "site"

    def ready(self) -> None:
        """Hang up the wiring table: from now on recorded events reach the rooms above."""
        from thongsuot.ledger import reactions
        from thongsuot.site.wiring import REACTIONS

        reactions.install(REACTIONS)
