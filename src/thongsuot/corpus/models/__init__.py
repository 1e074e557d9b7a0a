"""The body of laws, decrees, directives and Party regulations, as FRBR works, expressions and provisions."""

from thongsuot.corpus.models.citations import (
    Citation,
    CitationQuerySet,
    CitedWork,
    CitedWorkQuerySet,
    Relation,
    RelationQuerySet,
)
from thongsuot.corpus.models.corrections import Correction, CorrectionQuerySet, FormerAddress
from thongsuot.corpus.models.works import (
    Expression,
    ExpressionQuerySet,
    Manifestation,
    ManifestationQuerySet,
    Provision,
    Work,
    WorkQuerySet,
)

__all__ = [
    "Citation",
    "CitationQuerySet",
    "CitedWork",
    "CitedWorkQuerySet",
    "Correction",
    "CorrectionQuerySet",
    "Expression",
    "ExpressionQuerySet",
    "FormerAddress",
    "Manifestation",
    "ManifestationQuerySet",
    "Provision",
    "Relation",
    "RelationQuerySet",
    "Work",
    "WorkQuerySet",
]
