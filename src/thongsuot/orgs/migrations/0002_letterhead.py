import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('orgs', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='Letterhead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_party', models.BooleanField(verbose_name='theo thể thức văn bản của Đảng')),
                ('parent', models.CharField(blank=True, max_length=200, verbose_name='tên cơ quan cấp trên')),
                ('name', models.CharField(max_length=200, verbose_name='tên cơ quan ban hành')),
                ('initials', models.CharField(blank=True, max_length=30, verbose_name='chữ viết tắt trong số, ký hiệu')),
                ('place', models.CharField(blank=True, max_length=100, verbose_name='nơi ban hành')),
                ('set_at', models.DateTimeField(verbose_name='ghi lúc')),
                ('set_by', models.BigIntegerField(verbose_name='vị trí ghi')),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='letterhead', to='orgs.organisation', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'đầu văn bản',
                'ordering': ['organisation'],
            },
        ),
    ]
