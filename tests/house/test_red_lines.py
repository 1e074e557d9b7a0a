"""Each red line names what is planted across it, and lets law texts and ordinary words pass."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import models
from django.test.utils import isolate_apps

from tests.house.walls import redlines
from tests.house.walls.source import Source
from thongsuot.corpus.actions import importing
from thongsuot.kernel.errors import Refusal

MODELS = "src/thongsuot/casework/models.py"
FORMS = "src/thongsuot/casework/forms.py"
VIEWS = "src/thongsuot/casework/views.py"
URLS = "src/thongsuot/casework/urls.py"
MIGRATION = "src/thongsuot/casework/migrations/0002_more.py"
PAGE = "src/thongsuot/casework/templates/casework/case.html"


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (MODELS, "class P(models.Model):\n    ton_giao = models.TextField()\n", f"{MODELS}:2: R1: 'tôn giáo'"),
        (MODELS, "class P(models.Model):\n    x = models.TextField(_('Dân tộc'))\n", f"{MODELS}:2: R1: 'dân tộc'"),
        (
            MODELS,
            "class P(models.Model):\n    familyHistory = models.TextField()\n",
            f"{MODELS}:2: R1: 'family history'",
        ),
        (MODELS, "class K(TextChoices):\n    A = 'a', _('Chính kiến khác')\n", f"{MODELS}:2: R1: 'chính kiến'"),
        (
            MODELS,
            "class P(models.Model):\n    x = models.TextField(help_text='Sức khỏe')\n",
            f"{MODELS}:2: R1: 'sức khỏe'",
        ),
        (FORMS, "class F(forms.Form):\n    marital_status = forms.CharField()\n", f"{FORMS}:2: R1: 'marital status'"),
        (MIGRATION, "operations = [AddField('person', 'religion', x)]\n", f"{MIGRATION}:1: R1: 'religion'"),
        (VIEWS, "def page(request):\n    return {'thanh_phan_gia_dinh': 1}\n", f"{VIEWS}:2: R1: 'thành phần gia đình'"),
        (VIEWS, "def page(request):\n    return data['ethnicity']\n", f"{VIEWS}:2: R1: 'ethnicity'"),
        (PAGE, "<p>x</p>\n<label>Tôn giáo</label>", f"{PAGE}:2: R1: 'tôn giáo'"),
        (PAGE, '<input name="dan_toc">', f"{PAGE}:1: R1: 'dân tộc'"),
        (MODELS, "class P(models.Model):\n    diem_rui_ro = models.IntegerField()\n", f"{MODELS}:2: R2: 'điểm rủi ro'"),
        (MODELS, "class P(models.Model):\n    risk_score = models.IntegerField()\n", f"{MODELS}:2: R2: 'risk score'"),
        (MODELS, "class FrequentComplainer(models.Model):\n    x = 1\n", f"{MODELS}:1: R2: 'frequent complainer'"),
        (PAGE, "<th>Xếp hạng</th>", f"{PAGE}:1: R2: 'xếp hạng'"),
        (URLS, "urlpatterns = [path('danh-sach-den/', page, name='blacklist')]\n", f"{URLS}:1: R2: 'blacklist'"),
        (URLS, "urlpatterns = [path('nguoi/<int:pk>/', page, name='person')]\n", f"{URLS}:1: R3: the address"),
        (VIEWS, "def cases(request, person_id):\n    return 1\n", f"{VIEWS}:1: R3: cases asks by person_id"),
        (
            "src/thongsuot/casework/queries.py",
            "def cases_of(*, complainant: int) -> list[Case]:\n    return []\n",
            "src/thongsuot/casework/queries.py:1: R3: cases_of asks by complainant",
        ),
        (MODELS, "class P(models.Model):\n    facebook = models.URLField()\n", f"{MODELS}:2: R4: 'facebook'"),
        (MODELS, "class P(models.Model):\n    x = models.TextField(_('Lịch sử xuất nhập cảnh'))\n", f"{MODELS}:2: R4:"),
        (VIEWS, "def page(request):\n    return {'latitude': 1}\n", f"{VIEWS}:2: R4: 'latitude'"),
        ("src/thongsuot/site/static/where.js", "navigator.geolocation.watch()", "where.js:1: R4: 'geolocation'"),
        (
            MODELS,
            "class W(models.Model):\n    classification = models.TextField()\n",
            f"{MODELS}:2: R8: 'classification'",
        ),
        (MODELS, "class K(TextChoices):\n    A = 'a', _('Tối mật')\n", f"{MODELS}:2: R8: 'tối mật'"),
    ],
)
def test_what_is_planted_across_a_red_line_is_named(path: str, text: str, expected: str) -> None:
    assert expected in "\n".join(redlines.violations([Source(path, text)]))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("tests/vanban/golden/luat/source.txt", "Điều 1. Nhà nước bảo đảm quyền bình đẳng giữa các dân tộc, tôn giáo."),
        ("src/vanban/header.py", '"""Find the issuer, be it Ủy ban Dân tộc or a ministry."""\nx = 1\n'),
        (PAGE, "<p>Chúng tôi không ghi tôn giáo, dân tộc, sức khỏe của ai.</p>"),
        (MODELS, "class W(models.Model):\n    mat_hang = models.TextField(_('Mặt hàng'))\n"),
        (URLS, "urlpatterns = [path('health/', page, name='health')]\n"),
        (VIEWS, "def mine(request, dissemination_id):\n    return queries.duties_of(request.seat)\n"),
        ("src/thongsuot/people/queries.py", "def codes_of(person_id: int) -> list[EntryCode]:\n    return []\n"),
    ],
)
def test_law_texts_and_ordinary_words_pass(path: str, text: str) -> None:
    assert redlines.violations([Source(path, text)]) == []


@isolate_apps("thongsuot.cascade")
def test_a_living_model_is_read_by_field_label_help_and_choice() -> None:
    class Planted(models.Model):  # noqa: DJ008  # never shown
        belief = models.CharField("tín ngưỡng", max_length=9)
        note = models.CharField(help_text="lịch sử chính trị", max_length=9)
        kind = models.CharField(choices=[("a", "danh sách đen")], max_length=9)
        zalo = models.CharField(max_length=9)

        class Meta:
            app_label = "cascade"

    found = "\n".join(redlines.model_violations([Planted]))
    for expected in ("belief: R1", "note: R1", "kind: R2", "zalo: R4"):
        assert f"cascade.Planted.{expected}" in found


STAMPED = """ỦY BAN NHÂN DÂN
THÀNH PHỐ AN HẢI

TỐI MẬT

QUYẾT ĐỊNH
Về một việc không có thật, soạn để thử

Điều 1. Phạm vi
Quyết định này không có nội dung.
"""


def test_a_stamped_file_is_refused_before_the_database_is_asked() -> None:
    """No mark of this test opens a database: touching one before the refusal fails it."""
    with pytest.raises(Refusal) as refused:
        importing.import_document(STAMPED.encode(), name="quyet-dinh.txt", by=None, now=datetime.now(UTC))
    assert refused.value.code == "classified"
