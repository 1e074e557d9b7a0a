import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conferences', '0002_agenda'),
        ('files', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Material',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='tên tài liệu')),
                ('not_before', models.DateTimeField(blank=True, null=True, verbose_name='mở từ lúc')),
                ('attached_at', models.DateTimeField(verbose_name='gửi lúc')),
                ('attached_by', models.BigIntegerField(verbose_name='vị trí gửi')),
                ('conference', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='materials', to='conferences.conference', verbose_name='hội nghị')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='tệp')),
            ],
            options={
                'verbose_name': 'tài liệu hội nghị',
                'ordering': ['conference', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('conference', 'file'), name='conferences_material_once')],
            },
        ),
    ]
