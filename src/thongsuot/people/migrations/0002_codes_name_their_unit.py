from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='entrycode',
            name='unit_id',
            field=models.BigIntegerField(blank=True, null=True, verbose_name='đơn vị được cấp mã'),
        ),
        migrations.AddField(
            model_name='person',
            name='password_code',
            field=models.BigIntegerField(blank=True, null=True, verbose_name='mật khẩu có được nhờ mã'),
        ),
    ]
