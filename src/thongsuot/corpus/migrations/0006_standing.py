
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('corpus', '0005_within'),
    ]

    operations = [
        migrations.AddField(
            model_name='work',
            name='amended_on',
            field=models.DateField(editable=False, null=True, verbose_name='được văn bản trong kho sửa đổi từ'),
        ),
        migrations.AddField(
            model_name='work',
            name='ended_on',
            field=models.DateField(editable=False, null=True, verbose_name='bị văn bản trong kho thay thế, bãi bỏ từ'),
        ),
    ]
