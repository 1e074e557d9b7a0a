"""The tables as they were when the first steps were put together; who took all of those steps stands here."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('conferences', '0001_initial'), ('conferences', '0002_arrangement'), ('conferences', '0003_questions_to_their_room'), ('conferences', '0004_questions_moved')]

    initial = True

    dependencies = [
        ('cascade', '0001_first'),
        ('files', '0001_initial'),
        ('orgs', '0001_first'),
        ('understanding', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='Conference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=500, verbose_name='tên hội nghị')),
                ('place', models.CharField(blank=True, max_length=300, verbose_name='địa điểm')),
                ('planned_at', models.DateTimeField(verbose_name='lên lịch lúc')),
                ('planned_by', models.BigIntegerField(verbose_name='vị trí lên lịch')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='bế mạc lúc')),
                ('ended_by', models.BigIntegerField(blank=True, null=True, verbose_name='vị trí ghi bế mạc')),
                ('reported_at', models.DateTimeField(blank=True, null=True, verbose_name='báo cáo lúc')),
                ('reported_by', models.BigIntegerField(blank=True, null=True, verbose_name='vị trí báo cáo')),
                ('dissemination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cascade.dissemination', verbose_name='đợt')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation', verbose_name='đơn vị tổ chức')),
                ('report', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='báo cáo kết quả')),
            ],
            options={
                'verbose_name': 'hội nghị',
                'ordering': ['-planned_at'],
                'constraints': [models.UniqueConstraint(fields=('dissemination', 'organisation'), name='conferences_conference_once'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='conferences_conference_ended_pair'), models.CheckConstraint(condition=models.Q(models.Q(('report', None), ('reported_at', None), ('reported_by', None)), models.Q(('ended_at__isnull', False), ('reported_at__isnull', False), ('reported_by__isnull', False)), _connector='OR'), name='conferences_conference_reported_pair')],
            },
        ),
        migrations.CreateModel(
            name='ComprehensionCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('drawn_at', models.DateTimeField(verbose_name='lập lúc')),
                ('drawn_by', models.BigIntegerField(verbose_name='vị trí lập')),
                ('conference', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='check_up', to='conferences.conference', verbose_name='hội nghị')),
            ],
            options={
                'verbose_name': 'bài kiểm tra nhận thức',
            },
        ),
        migrations.CreateModel(
            name='Arrangement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='lý do xin miễn')),
                ('said_at', models.DateTimeField(verbose_name='ghi lúc')),
                ('said_by', models.BigIntegerField(verbose_name='vị trí ghi')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='trả lời lúc')),
                ('decided_by', models.BigIntegerField(blank=True, null=True, verbose_name='vị trí trả lời')),
                ('is_granted', models.BooleanField(blank=True, null=True, verbose_name='được miễn')),
                ('answer', models.CharField(blank=True, max_length=500, verbose_name='lý do không cho miễn')),
                ('dissemination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cascade.dissemination', verbose_name='đợt')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation', verbose_name='đơn vị')),
                ('host', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='guests', to='conferences.conference', verbose_name='hội nghị dự ghép')),
            ],
            options={
                'verbose_name': 'dự ghép, xin miễn họp',
                'constraints': [models.UniqueConstraint(fields=('dissemination', 'organisation'), name='conferences_arrangement_once'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('host__isnull', False), ('reason', '')), models.Q(('host', None), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='conferences_arrangement_joins_or_asks'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('decided_at', None), ('decided_by', None), ('is_granted', None)), models.Q(('answer', ''), ('decided_at__isnull', False), ('decided_by__isnull', False), ('is_granted', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('is_granted', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='conferences_arrangement_decided_whole')],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('title', models.CharField(max_length=500, verbose_name='nội dung')),
                ('presenter', models.CharField(blank=True, max_length=200, verbose_name='người trình bày')),
                ('conference', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agenda', to='conferences.conference', verbose_name='hội nghị')),
            ],
            options={
                'verbose_name': 'mục chương trình',
                'ordering': ['conference', 'position'],
                'constraints': [models.UniqueConstraint(fields=('conference', 'position'), name='conferences_agendaitem_position_once')],
            },
        ),
        migrations.CreateModel(
            name='HalfDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='ngày')),
                ('half', models.CharField(choices=[('morning', 'sáng'), ('afternoon', 'chiều'), ('evening', 'tối')], max_length=10, verbose_name='buổi')),
                ('position', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('conference', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='half_days', to='conferences.conference', verbose_name='hội nghị')),
            ],
            options={
                'verbose_name': 'buổi họp',
                'ordering': ['conference', 'position'],
                'constraints': [models.UniqueConstraint(fields=('conference', 'on', 'half'), name='conferences_halfday_once'), models.UniqueConstraint(fields=('conference', 'position'), name='conferences_halfday_position_once')],
            },
        ),
        migrations.CreateModel(
            name='CheckItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='understanding.questionversion', verbose_name='câu hỏi')),
                ('check_up', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='conferences.comprehensioncheck', verbose_name='bài kiểm tra')),
            ],
            options={
                'verbose_name': 'câu của bài kiểm tra',
                'ordering': ['check_up', 'position'],
                'constraints': [models.UniqueConstraint(fields=('check_up', 'question'), name='conferences_checkitem_once'), models.UniqueConstraint(fields=('check_up', 'position'), name='conferences_checkitem_position_once')],
            },
        ),
    ]
