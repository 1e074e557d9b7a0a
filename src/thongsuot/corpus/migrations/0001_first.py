"""The tables as they were when the first steps were put together; who took all of those steps stands here."""

import django.db.models.deletion
import thongsuot.corpus.search
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('corpus', '0001_initial'), ('corpus', '0002_citations'), ('corpus', '0003_facets'), ('corpus', '0004_corrections'), ('corpus', '0005_within'), ('corpus', '0006_standing'), ('corpus', '0007_facets_covered'), ('corpus', '0008_leading')]

    initial = True

    dependencies = [
        ('files', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Expression',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordinal', models.PositiveSmallIntegerField(verbose_name='lần')),
                ('sha256', models.CharField(max_length=64, unique=True, verbose_name='dấu vân tay của nội dung')),
                ('text', models.TextField(verbose_name='toàn văn')),
                ('in_force_from', models.DateField(blank=True, null=True, verbose_name='có hiệu lực từ')),
                ('components', models.JSONField(default=list, verbose_name='các phần của văn bản')),
                ('chapters', models.PositiveIntegerField(default=0, verbose_name='số chương')),
                ('articles', models.PositiveIntegerField(default=0, verbose_name='số điều')),
                ('warnings', models.JSONField(default=list, verbose_name='cảnh báo khi đọc')),
                ('facts', models.JSONField(default=dict, verbose_name='chi tiết máy đọc được')),
                ('read_at', models.DateTimeField(verbose_name='đọc lúc')),
                ('read_by', models.BigIntegerField(null=True, verbose_name='vị trí nhập')),
            ],
            options={
                'verbose_name': 'phiên bản',
                'ordering': ['work', '-ordinal'],
            },
        ),
        migrations.CreateModel(
            name='CitedWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(verbose_name='thứ tự')),
                ('mentions', models.PositiveIntegerField(verbose_name='số lần dẫn')),
                ('type', models.CharField(blank=True, max_length=300, verbose_name='loại hoặc tên như đã viết')),
                ('number', models.CharField(blank=True, max_length=80, verbose_name='số, ký hiệu')),
                ('issued_on', models.DateField(null=True, verbose_name='ngày ban hành')),
                ('year', models.PositiveSmallIntegerField(null=True, verbose_name='năm')),
                ('issuer', models.CharField(blank=True, max_length=300, verbose_name='cơ quan ban hành')),
                ('title', models.CharField(blank=True, max_length=1000, verbose_name='trích yếu')),
                ('number_key', models.CharField(blank=True, max_length=140, verbose_name='loại và số, viết một lối')),
                ('name_key', models.CharField(blank=True, max_length=300, verbose_name='tên luật, viết một lối')),
                ('issuer_key', models.CharField(blank=True, max_length=200, verbose_name='cơ quan, viết một lối')),
                ('needs_proof', models.BooleanField(default=False, verbose_name='số chưa đủ để nhận ra')),
                ('expression', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cited_works', to='corpus.expression', verbose_name='phiên bản')),
            ],
            options={
                'verbose_name': 'văn bản được dẫn chiếu',
                'ordering': ['expression', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(verbose_name='thứ tự')),
                ('group', models.PositiveIntegerField(null=True, verbose_name='nhóm')),
                ('start', models.PositiveIntegerField(verbose_name='từ ký tự')),
                ('end', models.PositiveIntegerField(verbose_name='đến ký tự')),
                ('text', models.TextField(verbose_name='lời đã viết')),
                ('part', models.CharField(blank=True, max_length=20, verbose_name='phần')),
                ('chapter', models.CharField(blank=True, max_length=20, verbose_name='chương')),
                ('article', models.CharField(blank=True, max_length=20, verbose_name='điều')),
                ('clause', models.CharField(blank=True, max_length=20, verbose_name='khoản')),
                ('point', models.CharField(blank=True, max_length=20, verbose_name='điểm')),
                ('is_self', models.BooleanField(default=False, verbose_name='dẫn chính văn bản này')),
                ('eid', models.CharField(blank=True, max_length=200, verbose_name='địa chỉ điều khoản được dẫn')),
                ('within', models.CharField(blank=True, max_length=200, verbose_name='địa chỉ nơi dẫn')),
                ('cited', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='corpus.citedwork', verbose_name='văn bản được dẫn chiếu')),
                ('expression', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='corpus.expression', verbose_name='phiên bản')),
            ],
            options={
                'verbose_name': 'chỗ dẫn chiếu',
                'ordering': ['expression', 'position'],
                'constraints': [models.UniqueConstraint(fields=('expression', 'position'), name='corpus_citation_position_once'), models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='corpus_citation_has_words')],
            },
        ),
        migrations.CreateModel(
            name='Manifestation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('format', models.CharField(max_length=10, verbose_name='định dạng')),
                ('imported_at', models.DateTimeField(verbose_name='nhập lúc')),
                ('imported_by', models.BigIntegerField(null=True, verbose_name='vị trí nhập')),
                ('expression', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='manifestations', to='corpus.expression', verbose_name='phiên bản')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='manifestations', to='files.storedfile', verbose_name='tệp')),
            ],
            options={
                'verbose_name': 'tệp của văn bản',
                'constraints': [models.UniqueConstraint(fields=('expression', 'file'), name='corpus_manifestation_once')],
            },
        ),
        migrations.CreateModel(
            name='Provision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('component', models.PositiveSmallIntegerField(default=0, verbose_name='phần thứ')),
                ('position', models.PositiveIntegerField(verbose_name='thứ tự')),
                ('depth', models.PositiveSmallIntegerField(verbose_name='bậc')),
                ('eid', models.CharField(max_length=200, verbose_name='địa chỉ trong văn bản')),
                ('kind', models.CharField(max_length=20, verbose_name='loại')),
                ('num', models.CharField(blank=True, max_length=40, verbose_name='số')),
                ('heading', models.TextField(blank=True, verbose_name='tên')),
                ('text', models.TextField(blank=True, verbose_name='lời')),
                ('start', models.PositiveIntegerField(verbose_name='từ ký tự')),
                ('end', models.PositiveIntegerField(verbose_name='đến ký tự')),
                ('expression', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='provisions', to='corpus.expression', verbose_name='phiên bản')),
            ],
            options={
                'verbose_name': 'điều khoản',
                'ordering': ['expression', 'position'],
                'constraints': [models.UniqueConstraint(fields=('expression', 'position'), name='corpus_provision_position_once'), models.UniqueConstraint(fields=('expression', 'eid'), name='corpus_provision_eid_once')],
            },
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('replaces', 'Thay thế'), ('amends', 'Sửa đổi, bổ sung'), ('repeals', 'Bãi bỏ'), ('implements', 'Quy định chi tiết, hướng dẫn'), ('based_on', 'Căn cứ')], max_length=20, verbose_name='quan hệ')),
                ('citation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='corpus.citation', verbose_name='chỗ dẫn chiếu')),
                ('expression', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='corpus.expression', verbose_name='phiên bản')),
            ],
            options={
                'verbose_name': 'quan hệ giữa các văn bản',
                'ordering': ['expression', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'citation'), name='corpus_relation_once')],
            },
        ),
        migrations.CreateModel(
            name='Work',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uri', models.CharField(max_length=300, unique=True, verbose_name='địa chỉ')),
                ('type_key', models.CharField(blank=True, max_length=40, verbose_name='loại văn bản')),
                ('number', models.CharField(blank=True, db_index=True, max_length=80, verbose_name='số, ký hiệu')),
                ('title', models.CharField(blank=True, max_length=1000, verbose_name='trích yếu')),
                ('issuer', models.CharField(blank=True, max_length=300, verbose_name='cơ quan ban hành')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='ngày ban hành')),
                ('in_force_from', models.DateField(blank=True, null=True, verbose_name='có hiệu lực từ, theo bản mới nhất')),
                ('ended_on', models.DateField(editable=False, null=True, verbose_name='bị văn bản trong kho thay thế, bãi bỏ từ')),
                ('amended_on', models.DateField(editable=False, null=True, verbose_name='được văn bản trong kho sửa đổi từ')),
                ('is_stand_in', models.BooleanField(default=False, verbose_name='bản soạn thay để trình diễn')),
                ('number_key', models.CharField(blank=True, editable=False, max_length=140, verbose_name='loại và số, viết một lối')),
                ('name_key', models.CharField(blank=True, editable=False, max_length=300, verbose_name='tên luật, viết một lối')),
                ('issuer_key', models.CharField(blank=True, editable=False, max_length=200, verbose_name='cơ quan, viết một lối')),
                ('folded', models.CharField(blank=True, editable=False, max_length=1600, verbose_name='lời để tìm, không dấu')),
                ('title_key', models.CharField(blank=True, editable=False, max_length=200, verbose_name='trích yếu để xếp')),
                ('year', models.GeneratedField(db_persist=True, expression=thongsuot.corpus.search.Year('issued_on'), output_field=models.IntegerField(null=True, verbose_name='năm ban hành'))),
                ('leading', models.GeneratedField(db_persist=True, expression=thongsuot.corpus.search.LeadingNumber('number'), output_field=models.IntegerField(null=True, verbose_name='số để xếp'))),
            ],
            options={
                'verbose_name': 'văn bản',
                'ordering': ['-issued_on', 'number'],
                'indexes': [models.Index(fields=['number_key'], name='corpus_work_number_key'), models.Index(fields=['name_key'], name='corpus_work_name_key'), models.Index(fields=['-issued_on', 'number', 'id'], name='corpus_work_newest'), models.Index(fields=['type_key', 'issuer', 'year', 'in_force_from', 'ended_on', 'amended_on'], name='corpus_work_facets'), models.Index(fields=['issuer', 'in_force_from', 'ended_on', 'amended_on'], name='corpus_work_issuer'), models.Index(fields=['leading'], name='corpus_work_leading'), models.Index(fields=['year', 'in_force_from', 'ended_on', 'amended_on', 'issued_on'], name='corpus_work_year')],
            },
        ),
        migrations.CreateModel(
            name='FormerAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uri', models.CharField(max_length=300, unique=True, verbose_name='địa chỉ')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_addresses', to='corpus.work', verbose_name='văn bản')),
            ],
            options={
                'verbose_name': 'địa chỉ trước đây',
            },
        ),
        migrations.AddField(
            model_name='expression',
            name='work',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expressions', to='corpus.work', verbose_name='văn bản'),
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(choices=[('type_key', 'Loại văn bản'), ('number', 'Số, ký hiệu'), ('issued_on', 'Ngày ban hành'), ('issuer', 'Cơ quan ban hành'), ('title', 'Trích yếu'), ('in_force_from', 'Có hiệu lực từ')], max_length=20, verbose_name='chi tiết')),
                ('read', models.CharField(blank=True, max_length=1000, verbose_name='máy đọc')),
                ('value', models.CharField(blank=True, max_length=1000, verbose_name='sửa thành')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='theo đâu')),
                ('corrected_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('corrected_by', models.BigIntegerField(null=True, verbose_name='vị trí sửa')),
                ('expression', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='corpus.expression', verbose_name='phiên bản')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='corpus.work', verbose_name='văn bản')),
            ],
            options={
                'verbose_name': 'chỗ sửa tay',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['field', 'read'], name='corpus_correction_read')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('expression__isnull', False), ('field', 'in_force_from')), models.Q(models.Q(('field', 'in_force_from'), _negated=True), ('expression__isnull', True)), _connector='OR'), name='corpus_correction_of_work_or_wording')],
            },
        ),
        migrations.AddField(
            model_name='citedwork',
            name='work',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='cited_in', to='corpus.work', verbose_name='văn bản trong kho'),
        ),
        migrations.AddConstraint(
            model_name='expression',
            constraint=models.UniqueConstraint(fields=('work', 'ordinal'), name='corpus_expression_ordinal_once'),
        ),
        migrations.AddConstraint(
            model_name='expression',
            constraint=models.CheckConstraint(condition=models.Q(('ordinal__gte', 1)), name='corpus_expression_ordinal_from_one'),
        ),
        migrations.AddIndex(
            model_name='citedwork',
            index=models.Index(fields=['number_key'], name='corpus_cited_number_key'),
        ),
        migrations.AddIndex(
            model_name='citedwork',
            index=models.Index(fields=['name_key'], name='corpus_cited_name_key'),
        ),
        migrations.AddConstraint(
            model_name='citedwork',
            constraint=models.UniqueConstraint(fields=('expression', 'position'), name='corpus_cited_work_position_once'),
        ),
    ]
