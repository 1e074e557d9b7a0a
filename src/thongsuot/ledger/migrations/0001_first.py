"""The tables as they were when the first steps were put together; who took all of those steps stands here."""

from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('ledger', '0001_initial'), ('ledger', '0002_entry_seat'), ('ledger', '0003_tiers')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='OutboxRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('draft', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='PrivateText',
            fields=[
                ('seq', models.BigAutoField(primary_key=True, serialize=False)),
                ('salt', models.BinaryField()),
                ('text', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='SignedHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('size', models.BigIntegerField(db_index=True)),
                ('root', models.BinaryField()),
                ('at', models.DateTimeField()),
                ('key_id', models.IntegerField()),
                ('signature', models.BinaryField()),
                ('kept', models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('seq', models.BigAutoField(primary_key=True, serialize=False)),
                ('body', models.BinaryField()),
                ('leaf', models.BinaryField()),
                ('event', models.CharField(max_length=120)),
                ('subject', models.CharField(max_length=120)),
                ('person', models.BigIntegerField(null=True)),
                ('seat', models.BigIntegerField(null=True)),
                ('unit', models.CharField(max_length=400)),
                ('key', models.UUIDField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['subject', 'event'], name='ledger_entry_subject'), models.Index(fields=['seat'], name='ledger_entry_seat')],
                'constraints': [models.UniqueConstraint(fields=('key', 'person'), name='ledger_entry_key_of_person'), models.UniqueConstraint(condition=models.Q(('person__isnull', True)), fields=('key',), name='ledger_entry_key_of_system')],
            },
        ),
        migrations.CreateModel(
            name='Frontier',
            fields=[
                ('id', models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('size', models.BigIntegerField()),
                ('peaks', models.BinaryField()),
                ('root', models.BinaryField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='ledger_frontier_one_row')],
            },
        ),
        migrations.CreateModel(
            name='SeatState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(max_length=120)),
                ('item', models.CharField(max_length=100)),
                ('step', models.CharField(max_length=40)),
                ('seat', models.BigIntegerField()),
                ('status', models.CharField(max_length=40)),
                ('rank', models.IntegerField()),
                ('at', models.DateTimeField()),
                ('late', models.BooleanField()),
                ('unit', models.CharField(max_length=400)),
                ('seq', models.BigIntegerField()),
                ('tier', models.CharField(default='', max_length=20)),
            ],
            options={
                'indexes': [models.Index(fields=['seat', 'scope'], name='ledger_seatstate_seat')],
                'constraints': [models.UniqueConstraint(fields=('scope', 'item', 'step', 'seat'), name='ledger_seatstate_one_each')],
            },
        ),
        migrations.CreateModel(
            name='UnitCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(max_length=120)),
                ('unit', models.BigIntegerField()),
                ('item', models.CharField(max_length=100)),
                ('step', models.CharField(max_length=40)),
                ('status', models.CharField(max_length=40)),
                ('number', models.BigIntegerField()),
                ('late', models.BigIntegerField()),
                ('tier', models.CharField(default='', max_length=20)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('scope', 'unit', 'item', 'step', 'status', 'tier'), name='ledger_unitcount_one_each')],
            },
        ),
    ]
