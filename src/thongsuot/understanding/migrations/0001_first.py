"""The tables as they were when the first steps were put together; who took all of those steps stands here."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('understanding', '0001_initial'), ('understanding', '0002_checks')]

    initial = True

    dependencies = [
        ('cascade', '0001_first'),
        ('corpus', '0001_first'),
        ('orgs', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('retired_at', models.DateTimeField(blank=True, null=True, verbose_name='thôi dùng lúc')),
                ('retired_by', models.BigIntegerField(blank=True, null=True, verbose_name='vị trí cho thôi dùng')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation', verbose_name='đơn vị soạn')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='corpus.work', verbose_name='văn bản')),
            ],
            options={
                'verbose_name': 'câu hỏi trong ngân hàng',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('retired_at', None), ('retired_by', None)), models.Q(('retired_at__isnull', False), ('retired_by__isnull', False)), _connector='OR'), name='understanding_question_retired_pair')],
            },
        ),
        migrations.CreateModel(
            name='QuestionVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordinal', models.PositiveSmallIntegerField(verbose_name='lần')),
                ('eid', models.CharField(blank=True, max_length=200, verbose_name='điều khoản')),
                ('kind', models.CharField(choices=[('single', 'chọn một'), ('multiple', 'chọn nhiều'), ('true_false', 'đúng hay sai'), ('order', 'xếp thứ tự'), ('short', 'trả lời ngắn')], max_length=12, verbose_name='loại')),
                ('text', models.CharField(max_length=1000, verbose_name='câu hỏi')),
                ('options', models.JSONField(verbose_name='các lựa chọn')),
                ('is_folded', models.BooleanField(default=False, verbose_name='bỏ qua dấu và chữ hoa')),
                ('written_at', models.DateTimeField(verbose_name='soạn lúc')),
                ('written_by', models.BigIntegerField(verbose_name='vị trí soạn')),
                ('expression', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='corpus.expression', verbose_name='phiên bản văn bản')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='understanding.question', verbose_name='câu hỏi')),
            ],
            options={
                'verbose_name': 'bản câu hỏi',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('question', 'ordinal'), name='understanding_version_ordinal_once'), models.CheckConstraint(condition=models.Q(('ordinal__gte', 1)), name='understanding_version_ordinal_from_one')],
            },
        ),
        migrations.CreateModel(
            name='StudyCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300, verbose_name='tên bài')),
                ('blueprint', models.JSONField(verbose_name='ma trận đề')),
                ('opens_on', models.DateField(verbose_name='mở ngày')),
                ('closes_on', models.DateField(verbose_name='đóng ngày')),
                ('tries', models.PositiveSmallIntegerField(verbose_name='số lượt')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='số phút mỗi lượt')),
                ('opened_at', models.DateTimeField(verbose_name='lập lúc')),
                ('opened_by', models.BigIntegerField(verbose_name='vị trí lập')),
                ('dissemination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cascade.dissemination', verbose_name='đợt')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation', verbose_name='đơn vị mở')),
            ],
            options={
                'verbose_name': 'bài kiểm tra nhiều ngày',
                'ordering': ['-opened_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='understanding_check_days_in_order'), models.CheckConstraint(condition=models.Q(('tries__gte', 1)), name='understanding_check_tries_from_one')],
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='lượt')),
                ('drawn', models.JSONField(verbose_name='các câu rút')),
                ('began_at', models.DateTimeField(verbose_name='bắt đầu lúc')),
                ('answers', models.JSONField(blank=True, default=dict, verbose_name='trả lời')),
                ('right', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='số câu đúng')),
                ('handed_in_at', models.DateTimeField(blank=True, null=True, verbose_name='nộp lúc')),
                ('handed_in_by', models.BigIntegerField(blank=True, null=True, verbose_name='vị trí nộp')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.seat', verbose_name='vị trí')),
                ('check_up', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='understanding.studycheck', verbose_name='bài kiểm tra')),
            ],
            options={
                'verbose_name': 'lượt làm bài',
                'ordering': ['check_up', 'seat', 'number'],
                'constraints': [models.UniqueConstraint(fields=('check_up', 'seat', 'number'), name='understanding_attempt_once'), models.CheckConstraint(condition=models.Q(models.Q(('handed_in_at', None), ('handed_in_by', None), ('right', None)), models.Q(('handed_in_at__isnull', False), ('handed_in_by__isnull', False), ('right__isnull', False)), _connector='OR'), name='understanding_attempt_handed_in_whole')],
            },
        ),
    ]
