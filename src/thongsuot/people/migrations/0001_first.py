"""The tables as they were when the first steps were put together; who took all of those steps stands here."""

import django.contrib.auth.models
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('people', '0001_initial'), ('people', '0002_codes_name_their_unit'), ('people', '0003_codes_of_seats_have_a_unit'), ('people', '0004_open_sessions')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=60, unique=True, verbose_name='tên đăng nhập')),
                ('full_name', models.CharField(max_length=120, verbose_name='họ và tên')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='điện thoại công vụ')),
                ('is_active', models.BooleanField(default=True, verbose_name='được đăng nhập')),
                ('is_administrator', models.BooleanField(default=False, verbose_name='quản trị hệ thống')),
                ('joined_at', models.DateTimeField(verbose_name='lập tài khoản lúc')),
                ('joined_by', models.BigIntegerField(null=True, verbose_name='người lập')),
                ('password_code', models.BigIntegerField(blank=True, null=True, verbose_name='mật khẩu có được nhờ mã')),
            ],
            options={
                'verbose_name': 'người',
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='OpenSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40, unique=True, verbose_name='khóa phiên')),
                ('browser', models.CharField(blank=True, max_length=20, verbose_name='trình duyệt')),
                ('system', models.CharField(blank=True, max_length=20, verbose_name='thiết bị')),
                ('code', models.BigIntegerField(blank=True, null=True, verbose_name='vào bằng mã')),
                ('begun_at', models.DateTimeField(verbose_name='vào lúc')),
                ('seen_on', models.DateField(verbose_name='dùng gần nhất')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='open_sessions', to=settings.AUTH_USER_MODEL, verbose_name='người')),
            ],
            options={
                'verbose_name': 'phiên đăng nhập',
                'ordering': ['-seen_on', '-begun_at'],
            },
        ),
        migrations.CreateModel(
            name='EntryCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_id', models.BigIntegerField(blank=True, null=True, verbose_name='đơn vị được cấp mã')),
                ('key_id', models.PositiveSmallIntegerField(verbose_name='khóa ký')),
                ('issued_at', models.DateTimeField(verbose_name='cấp lúc')),
                ('issued_by', models.BigIntegerField(null=True, verbose_name='vị trí cấp')),
                ('expires_at', models.DateTimeField(verbose_name='hết hạn lúc')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='thu hồi lúc')),
                ('revoked_by', models.BigIntegerField(blank=True, null=True, verbose_name='vị trí thu hồi')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entry_codes', to=settings.AUTH_USER_MODEL, verbose_name='người')),
            ],
            options={
                'verbose_name': 'mã vào',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_by', None)), ('revoked_at__isnull', False), _connector='OR'), name='people_entrycode_revoked_by_needs_at'), models.CheckConstraint(condition=models.Q(('issued_by', None), ('unit_id__isnull', False), _connector='OR'), name='people_entrycode_of_a_seat_has_a_unit')],
            },
        ),
    ]
