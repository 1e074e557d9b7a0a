from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cascade", "0004_finding_event")]

    operations = [
        migrations.AddField(
            "unitduty",
            "waiting_below",
            models.JSONField(blank=True, default=dict, verbose_name="người còn hạn riêng, cả đơn vị dưới"),
        ),
    ]
