from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Concat


def place(apps: Any, schema_editor: Any) -> None:
    """Count the units of running drives where they stand today: nothing is known of where they stood before."""
    duties, alias = apps.get_model("cascade", "UnitDuty").objects, schema_editor.connection.alias
    organisations = apps.get_model("orgs", "Organisation").objects
    rows = duties.using(alias).all()
    path = organisations.filter(pk=models.OuterRef("organisation_id")).values("path")
    above = organisations.filter(pk=models.OuterRef("organisation_id")).values("parent_id")
    published = apps.get_model("cascade", "Dissemination").objects.filter(pk=models.OuterRef("dissemination_id"))
    rows.update(
        steps=Concat(models.Value("/"), models.Subquery(path), models.Value("/")),
        above_id=models.Subquery(above),
        since=models.Subquery(published.values("published_at__date")),
    )
    for drive in apps.get_model("cascade", "Dissemination").objects.using(alias).filter(published_at__isnull=False):
        duties.using(alias).filter(dissemination=drive, organisation_id=drive.organisation_id).update(above=None)


class Migration(migrations.Migration):
    dependencies = [("cascade", "0001_initial"), ("orgs", "0004_former_places")]

    operations = [
        migrations.AddField("unitduty", "above", models.ForeignKey("orgs.organisation", blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", verbose_name="đơn vị trên khi nhận")),
        migrations.AddField("unitduty", "steps", models.CharField(default="", max_length=202, verbose_name="đường dẫn khi nhận"), preserve_default=False),
        migrations.AddField("unitduty", "since", models.DateField(null=True, verbose_name="nhận việc ngày")),
        migrations.AddField("unitduty", "shifts", models.JSONField(blank=True, default=dict, verbose_name="bù trừ của riêng đơn vị")),
        migrations.AddField("unitduty", "shifts_below", models.JSONField(blank=True, default=dict, verbose_name="bù trừ, cả đơn vị dưới")),
        migrations.AddIndex("unitduty", models.Index(fields=["dissemination", "above"], name="cascade_unitduty_above")),
        migrations.RunPython(place, migrations.RunPython.noop),
    ]
