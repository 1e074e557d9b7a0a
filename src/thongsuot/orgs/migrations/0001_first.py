"""The tables as they were when the first steps were put together; who took all of those steps stands here."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('orgs', '0001_initial'), ('orgs', '0002_seat_orgs_seat_held'), ('orgs', '0003_codes_of_seats_name_their_unit'), ('orgs', '0004_former_places'), ('orgs', '0005_intakes'), ('orgs', '0006_api_tokens'), ('orgs', '0007_delegations'), ('orgs', '0008_auditors'), ('orgs', '0009_seats_indexed_whole')]

    initial = True

    dependencies = [
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Intake',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=32, unique=True, verbose_name='tên thư mục')),
                ('state', models.CharField(choices=[('reading', 'đang đọc'), ('faulty', 'có ô phải sửa'), ('shown', 'chờ thực hiện'), ('taking', 'đang nhập'), ('done', 'đã nhập'), ('dropped', 'đã bỏ'), ('refused', 'không nhập được')], default='reading', max_length=10, verbose_name='tình trạng')),
                ('turn', models.PositiveSmallIntegerField(blank=True, null=True, unique=True, verbose_name='lượt đang chạy')),
                ('handed_in_at', models.DateTimeField(verbose_name='đưa vào lúc')),
                ('handed_in_by', models.BigIntegerField(verbose_name='người đưa vào')),
                ('seat', models.BigIntegerField(blank=True, null=True, verbose_name='vị trí đưa vào')),
                ('language', models.CharField(max_length=8, verbose_name='ngôn ngữ')),
                ('is_begun', models.BooleanField(default=False, verbose_name='đã bắt đầu')),
                ('is_over', models.BooleanField(default=False, verbose_name='đã xong')),
                ('expires_at', models.DateTimeField(verbose_name='giữ đến')),
                ('faults', models.PositiveIntegerField(default=0, verbose_name='số ô phải sửa')),
                ('counts', models.JSONField(default=dict, verbose_name='số thay đổi')),
                ('digest', models.CharField(blank=True, max_length=64, verbose_name='mã băm của thay đổi')),
                ('answer', models.CharField(blank=True, max_length=300, verbose_name='câu trả lời')),
            ],
            options={
                'verbose_name': 'lượt nhập danh sách',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='tên chức vụ')),
                ('kind', models.CharField(choices=[('leader', 'người đứng đầu'), ('deputy', 'cấp phó'), ('committee', 'ủy viên'), ('staff', 'chuyên viên, văn phòng'), ('member', 'đảng viên')], max_length=12, verbose_name='nhóm chức vụ')),
            ],
            options={
                'verbose_name': 'chức vụ',
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True, verbose_name='mã đơn vị')),
                ('name', models.CharField(max_length=200, verbose_name='tên')),
                ('kind', models.CharField(choices=[('party_committee', 'cấp ủy'), ('agency', 'cơ quan, sở, ngành'), ('ward', 'phường'), ('commune', 'xã'), ('special_zone', 'đặc khu'), ('cell', 'chi bộ')], max_length=20, verbose_name='loại')),
                ('level', models.CharField(choices=[('city', 'cấp thành phố, tỉnh'), ('ward', 'cấp phường, xã'), ('cell', 'cấp chi bộ')], max_length=10, verbose_name='cấp')),
                ('path', models.CharField(blank=True, db_index=True, max_length=200, verbose_name='đường dẫn')),
                ('valid_from', models.DateField(verbose_name='thành lập ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='kết thúc ngày')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='orgs.organisation', verbose_name='đơn vị cấp trên')),
                ('succeeded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='succeeds', to='orgs.organisation', verbose_name='đơn vị kế tục')),
            ],
            options={
                'verbose_name': 'đơn vị',
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='orgs_organisation_dates_in_order')],
            },
        ),
        migrations.CreateModel(
            name='FormerPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='tên')),
                ('kind', models.CharField(choices=[('party_committee', 'cấp ủy'), ('agency', 'cơ quan, sở, ngành'), ('ward', 'phường'), ('commune', 'xã'), ('special_zone', 'đặc khu'), ('cell', 'chi bộ')], max_length=20, verbose_name='loại')),
                ('level', models.CharField(choices=[('city', 'cấp thành phố, tỉnh'), ('ward', 'cấp phường, xã'), ('cell', 'cấp chi bộ')], max_length=10, verbose_name='cấp')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(verbose_name='đến ngày')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='orgs.organisation', verbose_name='đơn vị')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation', verbose_name='đơn vị cấp trên')),
            ],
            options={
                'verbose_name': 'tên và chỗ đứng trước đây',
                'ordering': ['organisation', 'valid_from'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from'))), name='orgs_formerplace_dates_in_order'), models.UniqueConstraint(fields=('organisation', 'valid_from'), name='orgs_formerplace_once')],
            },
        ),
        migrations.CreateModel(
            name='OrganisationLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('depth', models.PositiveSmallIntegerField(verbose_name='khoảng cách')),
                ('ancestor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='downward', to='orgs.organisation', verbose_name='trên')),
                ('descendant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='upward', to='orgs.organisation', verbose_name='dưới')),
            ],
            options={
                'verbose_name': 'quan hệ trên dưới',
                'constraints': [models.UniqueConstraint(fields=('ancestor', 'descendant'), name='orgs_link_once')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('office', 'văn phòng cấp ủy'), ('head', 'người đứng đầu'), ('clerk', 'văn thư, thư ký'), ('member', 'thành viên'), ('auditor', 'thanh tra, kiểm tra')], default='member', max_length=10, verbose_name='vai trò')),
                ('capacity', models.CharField(choices=[('full', 'chính thức'), ('acting', 'quyền'), ('in_charge', 'phụ trách')], default='full', max_length=10, verbose_name='tư cách')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='orgs.organisation', verbose_name='đơn vị')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to=settings.AUTH_USER_MODEL, verbose_name='người')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='orgs.post', verbose_name='chức vụ')),
            ],
            options={
                'verbose_name': 'vị trí',
                'indexes': [models.Index(fields=['organisation', 'valid_from', 'valid_to', 'post'], name='orgs_seat_held_as'), models.Index(fields=['person', 'valid_from', 'valid_to'], name='orgs_seat_of_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='orgs_seat_dates_in_order'), models.CheckConstraint(condition=models.Q(('capacity', 'full'), ('valid_to__isnull', False), _connector='OR'), name='orgs_seat_acting_has_an_end'), models.UniqueConstraint(fields=('person', 'organisation', 'post', 'valid_from'), name='orgs_seat_once')],
            },
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('powers', models.JSONField(default=list, verbose_name='việc được ủy quyền')),
                ('basis', models.CharField(max_length=200, verbose_name='căn cứ')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(verbose_name='đến hết ngày')),
                ('granted_at', models.DateTimeField(verbose_name='ủy quyền lúc')),
                ('granted_by', models.BigIntegerField(verbose_name='vị trí ghi')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='thôi ủy quyền lúc')),
                ('ended_by', models.BigIntegerField(blank=True, null=True, verbose_name='vị trí cho thôi')),
                ('deputy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.seat', verbose_name='vị trí được ủy quyền')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='orgs.seat', verbose_name='vị trí ủy quyền')),
            ],
            options={
                'verbose_name': 'ủy quyền',
                'ordering': ['-valid_from', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from'))), name='orgs_delegation_dates_in_order'), models.CheckConstraint(condition=models.Q(('seat', models.F('deputy')), _negated=True), name='orgs_delegation_to_another'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='orgs_delegation_ended_pair')],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='dùng cho')),
                ('sha256', models.CharField(max_length=64, unique=True, verbose_name='dấu vân tay của mã')),
                ('expires_on', models.DateField(verbose_name='ngày cuối cùng')),
                ('issued_at', models.DateTimeField(verbose_name='lập lúc')),
                ('issued_by', models.BigIntegerField(verbose_name='vị trí lập')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='thu hồi lúc')),
                ('revoked_by', models.BigIntegerField(blank=True, null=True, verbose_name='vị trí thu hồi')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_tokens', to='orgs.seat', verbose_name='vị trí')),
            ],
            options={
                'verbose_name': 'mã API',
                'ordering': ['-issued_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_by', None)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='orgs_apitoken_revoked_pair')],
            },
        ),
    ]
