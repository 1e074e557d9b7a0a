import django.db.models.deletion
from django.db import migrations, models


def name_who_set(apps, schema_editor):
    """Let agendas that were written with the plan say who wrote them, and when."""
    kept = apps.get_model("conferences", "Conference").objects.filter(agenda__isnull=False).distinct()
    agenda = apps.get_model("conferences", "Agenda")
    agenda.objects.bulk_create(
        agenda(conference_id=pk, set_at=at, set_by=by) for pk, at, by in kept.values_list("pk", "planned_at", "planned_by")
    )


class Migration(migrations.Migration):

    dependencies = [
        ('conferences', '0001_first'),
        ('corpus', '0001_first'),
        ('orgs', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='Agenda',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('set_at', models.DateTimeField(verbose_name='ghi lúc')),
                ('set_by', models.BigIntegerField(verbose_name='vị trí ghi')),
            ],
            options={
                'verbose_name': 'chương trình',
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='eid',
            field=models.CharField(blank=True, max_length=200, verbose_name='điều khoản'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='expression',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='corpus.expression', verbose_name='phiên bản'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='hour',
            field=models.TimeField(blank=True, null=True, verbose_name='giờ'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='minutes',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='số phút'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='place',
            field=models.CharField(blank=True, max_length=200, verbose_name='tên điều khoản'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='seat',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.seat', verbose_name='vị trí trình bày'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('eid', ''), ('expression', None), ('place', '')), models.Q(('expression__isnull', False), models.Q(('eid', ''), _negated=True), models.Q(('place', ''), _negated=True)), _connector='OR'), name='conferences_agendaitem_place_whole'),
        ),
        migrations.AddField(
            model_name='agenda',
            name='conference',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='agenda_set', to='conferences.conference', verbose_name='hội nghị'),
        ),
        migrations.RunPython(name_who_set, migrations.RunPython.noop),
    ]
