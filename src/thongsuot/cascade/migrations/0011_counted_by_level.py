from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import migrations, models


def sort_by_level(apps: Any, schema_editor: Any) -> None:
    """Give every duty the level of its unit today, and count by it; the next count adds who is an exception."""
    alias = schema_editor.connection.alias
    duties = apps.get_model("cascade", "UnitDuty").objects.using(alias)
    levels = dict(apps.get_model("orgs", "Organisation").objects.using(alias).values_list("pk", "level"))
    below: dict[tuple[int, int], Counter[str]] = {}
    rows = list(duties.all())
    for duty in rows:
        duty.level = levels[duty.organisation_id]
        for step in duty.steps.strip("/").split("/") if duty.obliged else ():
            below.setdefault((duty.dissemination_id, int(step)), Counter())[duty.level] += duty.obliged
    for duty in rows:
        counted = below.get((duty.dissemination_id, duty.organisation_id), {})
        duty.levels_below = {level: {"": seats} for level, seats in sorted(counted.items())}
    duties.bulk_update(rows, ["level", "levels_below"], batch_size=500)


LEVELS = [("city", "cấp thành phố, tỉnh"), ("ward", "cấp phường, xã"), ("cell", "cấp chi bộ")]
LEVEL = models.CharField(choices=LEVELS, default="cell", max_length=10, verbose_name="cấp khi nhận")
BELOW = models.JSONField(blank=True, default=dict, verbose_name="phải xong theo hạn từng cấp, cả đơn vị dưới")


class Migration(migrations.Migration):
    dependencies = [("cascade", "0010_publish_order"), ("orgs", "0006_api_tokens")]

    operations = [
        migrations.AddField("unitduty", "level", LEVEL, preserve_default=False),
        migrations.AddField("unitduty", "levels_below", BELOW),
        migrations.RunPython(sort_by_level, migrations.RunPython.noop),
        migrations.RemoveField("unitduty", "waiting_below"),
    ]
