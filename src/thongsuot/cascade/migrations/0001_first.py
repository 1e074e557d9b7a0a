"""The tables as they were when the first steps were put together; who took all of those steps stands here."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('cascade', '0001_initial'), ('cascade', '0002_counted_where_it_stood'), ('cascade', '0003_unitduty_since'), ('cascade', '0004_finding_event'), ('cascade', '0005_unitduty_waiting_below'), ('cascade', '0006_course_relay_paper'), ('cascade', '0007_paper_items_and_changes'), ('cascade', '0008_last_change'), ('cascade', '0009_approval'), ('cascade', '0010_publish_order'), ('cascade', '0011_counted_by_level'), ('cascade', '0012_audience_exception')]

    initial = True

    dependencies = [
        ('corpus', '0001_first'),
        ('files', '0001_initial'),
        ('orgs', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='ApprovalSetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_needed', models.BooleanField(default=False, verbose_name='phải duyệt')),
                ('chosen_at', models.DateTimeField(verbose_name='chọn lúc')),
                ('chosen_by', models.BigIntegerField(verbose_name='vị trí chọn')),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='approval_setting', to='orgs.organisation', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'nền nếp duyệt của đơn vị',
            },
        ),
        migrations.CreateModel(
            name='CourseChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('extended', 'gia hạn'), ('closed', 'khép lại'), ('reopened', 'mở lại'), ('withdrawn', 'thu hồi'), ('amended', 'thay bằng bản mới'), ('corrected', 'đính chính')], max_length=10, verbose_name='việc')),
                ('reason', models.CharField(blank=True, max_length=1000, verbose_name='lý do')),
                ('deadlines', models.JSONField(blank=True, default=dict, verbose_name='hạn mới từng cấp')),
                ('news', models.JSONField(blank=True, default=dict, verbose_name='điều thêm, sửa, bỏ')),
                ('changed_at', models.DateTimeField(verbose_name='lúc')),
                ('changed_by', models.BigIntegerField(verbose_name='vị trí làm')),
                ('after', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='corpus.expression', verbose_name='bản sau')),
                ('before', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='corpus.expression', verbose_name='bản trước')),
            ],
            options={
                'verbose_name': 'thay đổi của đợt',
                'ordering': ['-changed_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Dissemination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=500, verbose_name='tên đợt')),
                ('message', models.TextField(blank=True, verbose_name='lời nhắn')),
                ('audience', models.JSONField(default=dict, verbose_name='quy tắc người học')),
                ('deadlines', models.JSONField(default=dict, verbose_name='hạn từng cấp')),
                ('drafted_at', models.DateTimeField(verbose_name='soạn lúc')),
                ('drafted_by', models.BigIntegerField(verbose_name='vị trí soạn')),
                ('edited_at', models.DateTimeField(blank=True, null=True, verbose_name='sửa lần cuối lúc')),
                ('edited_by', models.BigIntegerField(blank=True, null=True, verbose_name='vị trí sửa lần cuối')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='ban hành lúc')),
                ('published_by', models.BigIntegerField(blank=True, null=True, verbose_name='vị trí ban hành')),
                ('counted_on', models.DateField(blank=True, null=True, verbose_name='số người phải học tính đến ngày')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='khép lại lúc')),
                ('closed_by', models.BigIntegerField(blank=True, null=True, verbose_name='vị trí khép lại')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='thu hồi lúc')),
                ('withdrawn_by', models.BigIntegerField(blank=True, null=True, verbose_name='vị trí thu hồi')),
                ('superseded', models.JSONField(blank=True, default=list, verbose_name='bản không còn hỏi')),
                ('last_change', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cascade.coursechange', verbose_name='đổi lần cuối')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation', verbose_name='đơn vị ban hành')),
            ],
            options={
                'verbose_name': 'đợt quán triệt',
                'ordering': ['-drafted_at'],
            },
        ),
        migrations.AddField(
            model_name='coursechange',
            name='dissemination',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='cascade.dissemination', verbose_name='đợt'),
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(blank=True, max_length=500, verbose_name='tên bản tin')),
                ('organiser', models.CharField(blank=True, max_length=300, verbose_name='cơ quan tổ chức')),
                ('held_on', models.DateField(blank=True, null=True, verbose_name='ngày họp')),
                ('text', models.TextField(verbose_name='toàn văn')),
                ('warnings', models.JSONField(default=list, verbose_name='cảnh báo khi đọc')),
                ('received_at', models.DateTimeField(verbose_name='nhận lúc')),
                ('received_by', models.BigIntegerField(verbose_name='vị trí nhận')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='tệp gốc')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation', verbose_name='đơn vị nhận')),
            ],
            options={
                'verbose_name': 'bản tin hội nghị',
                'ordering': ['-received_at'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'file'), name='cascade_notice_once')],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(verbose_name='thứ tự')),
                ('kind', models.CharField(choices=[('event', 'sự kiện'), ('work', 'văn bản'), ('person', 'người'), ('audience', 'thành phần'), ('instruction', 'chỉ đạo')], max_length=12, verbose_name='loại')),
                ('label', models.CharField(max_length=2000, verbose_name='nội dung')),
                ('values', models.JSONField(default=dict, verbose_name='chi tiết')),
                ('start', models.PositiveIntegerField(blank=True, null=True, verbose_name='từ ký tự')),
                ('end', models.PositiveIntegerField(blank=True, null=True, verbose_name='đến ký tự')),
                ('decision', models.CharField(choices=[('open', 'chờ xem'), ('accepted', 'nhận'), ('corrected', 'đã sửa'), ('dropped', 'bỏ'), ('added', 'thêm tay')], default='open', max_length=10, verbose_name='quyết định')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='quyết định lúc')),
                ('decided_by', models.BigIntegerField(blank=True, null=True, verbose_name='vị trí quyết định')),
                ('expression', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='corpus.expression', verbose_name='phiên bản khớp')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='cascade.notice', verbose_name='bản tin')),
            ],
            options={
                'verbose_name': 'chi tiết đọc được',
                'ordering': ['notice', 'position'],
                'constraints': [models.UniqueConstraint(fields=('notice', 'position'), name='cascade_finding_position_once'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='cascade_finding_decided_pair')],
            },
        ),
        migrations.AddField(
            model_name='dissemination',
            name='notice',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disseminations', to='cascade.notice', verbose_name='bản tin'),
        ),
        migrations.CreateModel(
            name='PaperSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True, verbose_name='khóa của lần gửi')),
                ('signed_on', models.DateField(verbose_name='ngày ghi trên danh sách')),
                ('entered_at', models.DateTimeField(verbose_name='nhập lúc')),
                ('entered_by', models.BigIntegerField(verbose_name='vị trí nhập')),
                ('dissemination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sheets', to='cascade.dissemination', verbose_name='đợt')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='ảnh danh sách')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'danh sách ký giấy',
                'ordering': ['-entered_at'],
            },
        ),
        migrations.CreateModel(
            name='PaperLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('items', models.JSONField(blank=True, default=dict, verbose_name='đã ghi cho văn bản nào')),
                ('taken_back_at', models.DateTimeField(blank=True, null=True, verbose_name='rút lại lúc')),
                ('taken_back_by', models.BigIntegerField(blank=True, null=True, verbose_name='vị trí rút lại')),
                ('reason', models.CharField(blank=True, max_length=1000, verbose_name='lý do rút lại')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.seat', verbose_name='vị trí')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='cascade.papersheet', verbose_name='danh sách')),
            ],
            options={
                'verbose_name': 'dòng ký giấy',
                'ordering': ['sheet', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('sheet', 'seat'), name='cascade_paperline_once'), models.CheckConstraint(condition=models.Q(models.Q(('taken_back_at', None), ('taken_back_by', None)), models.Q(('taken_back_at__isnull', False), ('taken_back_by__isnull', False)), _connector='OR'), name='cascade_paperline_taken_back_pair')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(max_length=64, verbose_name='dấu vân tay của bản trình')),
                ('decision', models.CharField(choices=[('waiting', 'chờ duyệt'), ('approved', 'đã duyệt'), ('returned', 'trả lại'), ('outdated', 'đã sửa sau khi trình')], default='waiting', max_length=10, verbose_name='quyết định')),
                ('reason', models.CharField(blank=True, max_length=1000, verbose_name='lý do trả lại')),
                ('proposed_at', models.DateTimeField(verbose_name='trình lúc')),
                ('proposed_by', models.BigIntegerField(verbose_name='vị trí trình')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='quyết định lúc')),
                ('decided_by', models.BigIntegerField(blank=True, null=True, verbose_name='vị trí quyết định')),
                ('dissemination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='cascade.dissemination', verbose_name='đợt')),
            ],
            options={
                'verbose_name': 'lần trình duyệt',
                'ordering': ['-proposed_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='cascade_proposal_decided_pair'), models.UniqueConstraint(condition=models.Q(('decision', 'waiting')), fields=('dissemination',), name='cascade_proposal_one_waiting')],
            },
        ),
        migrations.CreateModel(
            name='PublishOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(max_length=64, verbose_name='dấu vân tay của bản ban hành')),
                ('due_at', models.DateTimeField(verbose_name='ban hành lúc')),
                ('state', models.CharField(choices=[('waiting', 'chờ đến giờ'), ('at_work', 'đang ban hành'), ('done', 'đã ban hành'), ('cancelled', 'đã hủy'), ('refused', 'không ban hành được')], default='waiting', max_length=10, verbose_name='tình trạng')),
                ('phase', models.CharField(blank=True, choices=[('counting', 'đếm đơn vị và người'), ('writing', 'giao việc cho các đơn vị')], max_length=10, verbose_name='đang làm')),
                ('units', models.PositiveIntegerField(default=0, verbose_name='số đơn vị')),
                ('is_stale', models.BooleanField(default=False, verbose_name='người đã đổi trong lúc đếm')),
                ('answer', models.CharField(blank=True, max_length=500, verbose_name='câu trả lời')),
                ('ordered_at', models.DateTimeField(verbose_name='đặt lúc')),
                ('ordered_by', models.BigIntegerField(verbose_name='vị trí đặt')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='xong lúc')),
                ('ended_by', models.BigIntegerField(blank=True, null=True, verbose_name='vị trí làm xong')),
                ('dissemination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='orders', to='cascade.dissemination', verbose_name='đợt')),
            ],
            options={
                'verbose_name': 'lệnh ban hành',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='cascade_publishorder_ended_pair'), models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'at_work'))), fields=('dissemination',), name='cascade_publishorder_one_live')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True, verbose_name='khóa của lần gửi')),
                ('eid', models.CharField(blank=True, max_length=200, verbose_name='điều khoản')),
                ('text', models.TextField(verbose_name='câu hỏi')),
                ('asked_at', models.DateTimeField(verbose_name='hỏi lúc')),
                ('asked_by', models.BigIntegerField(verbose_name='vị trí hỏi (số)')),
                ('answer', models.TextField(blank=True, verbose_name='trả lời')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='trả lời lúc')),
                ('answered_by', models.BigIntegerField(blank=True, null=True, verbose_name='vị trí trả lời')),
                ('dissemination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='cascade.dissemination', verbose_name='đợt')),
                ('expression', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='corpus.expression', verbose_name='phiên bản')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.seat', verbose_name='vị trí hỏi')),
            ],
            options={
                'verbose_name': 'câu hỏi',
                'ordering': ['-asked_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='cascade_question_answered_pair')],
            },
        ),
        migrations.CreateModel(
            name='Relay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.TextField(blank=True, verbose_name='lời của đơn vị')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='đề nghị xong trước')),
                ('accepted_at', models.DateTimeField(verbose_name='tiếp nhận lúc')),
                ('accepted_by', models.BigIntegerField(verbose_name='vị trí tiếp nhận')),
                ('report', models.TextField(blank=True, verbose_name='báo cáo')),
                ('reported_at', models.DateTimeField(blank=True, null=True, verbose_name='báo cáo lúc')),
                ('reported_by', models.BigIntegerField(blank=True, null=True, verbose_name='vị trí báo cáo')),
                ('dissemination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relays', to='cascade.dissemination', verbose_name='đợt')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'chuyển tiếp của đơn vị',
                'constraints': [models.UniqueConstraint(fields=('dissemination', 'organisation'), name='cascade_relay_once'), models.CheckConstraint(condition=models.Q(models.Q(('reported_at', None), ('reported_by', None)), models.Q(('reported_at__isnull', False), ('reported_by__isnull', False)), _connector='OR'), name='cascade_relay_reported_pair')],
            },
        ),
        migrations.CreateModel(
            name='StudyText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('counts_as', models.CharField(blank=True, max_length=64, verbose_name='đếm theo bản')),
                ('change', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cascade.coursechange', verbose_name='thay vào khi')),
                ('dissemination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='cascade.dissemination', verbose_name='đợt')),
                ('expression', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='corpus.expression', verbose_name='phiên bản')),
            ],
            options={
                'verbose_name': 'văn bản phải học',
                'ordering': ['dissemination', 'position'],
                'constraints': [models.UniqueConstraint(fields=('dissemination', 'expression'), name='cascade_studytext_once')],
            },
        ),
        migrations.CreateModel(
            name='UnitDuty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('steps', models.CharField(max_length=202, verbose_name='đường dẫn khi nhận')),
                ('since', models.DateField(verbose_name='nhận việc ngày')),
                ('due_on', models.DateField(verbose_name='hạn')),
                ('obliged', models.PositiveIntegerField(verbose_name='số vị trí phải học của riêng đơn vị')),
                ('obliged_below', models.PositiveIntegerField(verbose_name='số vị trí phải học, cả đơn vị dưới')),
                ('shifts', models.JSONField(blank=True, default=dict, verbose_name='bù trừ của riêng đơn vị')),
                ('shifts_below', models.JSONField(blank=True, default=dict, verbose_name='bù trừ, cả đơn vị dưới')),
                ('level', models.CharField(choices=[('city', 'cấp thành phố, tỉnh'), ('ward', 'cấp phường, xã'), ('cell', 'cấp chi bộ')], max_length=10, verbose_name='cấp khi nhận')),
                ('levels_below', models.JSONField(blank=True, default=dict, verbose_name='phải xong theo hạn từng cấp, cả đơn vị dưới')),
                ('above', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation', verbose_name='đơn vị trên khi nhận')),
                ('dissemination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duties', to='cascade.dissemination', verbose_name='đợt')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'việc của đơn vị',
                'indexes': [models.Index(fields=['dissemination', 'above'], name='cascade_unitduty_above')],
                'constraints': [models.UniqueConstraint(fields=('dissemination', 'organisation'), name='cascade_unitduty_once'), models.CheckConstraint(condition=models.Q(('obliged_below__gte', models.F('obliged'))), name='cascade_unitduty_below_includes_own')],
            },
        ),
        migrations.CreateModel(
            name='AudienceException',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('added', 'thêm vào'), ('excluded', 'được miễn')], max_length=10, verbose_name='loại')),
                ('reason', models.CharField(max_length=1000, verbose_name='lý do')),
                ('made_at', models.DateTimeField(verbose_name='ghi lúc')),
                ('made_by', models.BigIntegerField(verbose_name='vị trí ghi')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.seat', verbose_name='vị trí')),
                ('dissemination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exceptions', to='cascade.dissemination', verbose_name='đợt')),
            ],
            options={
                'verbose_name': 'ngoại lệ theo tên',
                'ordering': ['kind', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('dissemination', 'seat'), name='cascade_audienceexception_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='dissemination',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('edited_at', None), ('edited_by', None)), models.Q(('edited_at__isnull', False), ('edited_by__isnull', False)), _connector='OR'), name='cascade_dissemination_edited_pair'),
        ),
        migrations.AddConstraint(
            model_name='dissemination',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at', None), ('published_by', None)), models.Q(('published_at__isnull', False), ('published_by__isnull', False)), _connector='OR'), name='cascade_dissemination_published_pair'),
        ),
        migrations.AddConstraint(
            model_name='dissemination',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), ('published_at__isnull', False)), _connector='OR'), name='cascade_dissemination_closed_pair'),
        ),
        migrations.AddConstraint(
            model_name='dissemination',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('closed_at__isnull', False), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='cascade_dissemination_withdrawn_pair'),
        ),
    ]
