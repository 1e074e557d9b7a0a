
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cascade', '0003_unitduty_since'),
    ]

    operations = [
        migrations.AlterField(
            model_name='finding',
            name='kind',
            field=models.CharField(choices=[('event', 'sự kiện'), ('work', 'văn bản'), ('person', 'người'), ('audience', 'thành phần'), ('instruction', 'chỉ đạo')], max_length=12, verbose_name='loại'),
        ),
    ]
