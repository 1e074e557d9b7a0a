from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cascade", "0002_counted_where_it_stood")]

    operations = [
        migrations.AlterField("unitduty", "since", models.DateField(verbose_name="nhận việc ngày")),
    ]
