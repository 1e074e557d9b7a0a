"""Copy each question into the bank under its own number, so that checks and sheets go on naming it."""

from django.core.management.color import no_style
from django.db import migrations


def copy(apps, schema_editor):
    alias = schema_editor.connection.alias
    old = apps.get_model("conferences", "CheckQuestion")
    question = apps.get_model("understanding", "Question")
    version = apps.get_model("understanding", "QuestionVersion")
    for each in old.objects.using(alias).select_related("expression").order_by("pk"):
        question.objects.using(alias).create(pk=each.pk, organisation_id=each.organisation_id, work_id=each.expression.work_id)
        version.objects.using(alias).create(
            pk=each.pk,
            question_id=each.pk,
            ordinal=1,
            expression_id=each.expression_id,
            eid=each.eid,
            kind=each.kind,
            text=each.text,
            options=each.options,
            written_at=each.written_at,
            written_by=each.written_by,
        )
    with schema_editor.connection.cursor() as cursor:
        for sql in schema_editor.connection.ops.sequence_reset_sql(no_style(), [question, version]):
            cursor.execute(sql)


class Migration(migrations.Migration):

    dependencies = [
        ('conferences', '0002_arrangement'),
        ('understanding', '0001_initial'),
        ('corpus', '0008_leading'),
    ]

    operations = [migrations.RunPython(copy, migrations.RunPython.noop)]
