"""What the cascade remembers, one module a subject."""

from thongsuot.cascade.models.approval import ApprovalSetting, Proposal, ProposalQuerySet
from thongsuot.cascade.models.course import CourseChange, Relay
from thongsuot.cascade.models.drives import (
    Dissemination,
    DisseminationQuerySet,
    Finding,
    Notice,
    NoticeQuerySet,
    Question,
    QuestionQuerySet,
    StudyText,
    StudyTextQuerySet,
    UnitDuty,
    UnitDutyQuerySet,
)
from thongsuot.cascade.models.naming import AudienceException, AudienceExceptionQuerySet
from thongsuot.cascade.models.ordering import PublishOrder, PublishOrderQuerySet
from thongsuot.cascade.models.paper import PaperLine, PaperLineQuerySet, PaperSheet

__all__ = [
    "ApprovalSetting",
    "AudienceException",
    "AudienceExceptionQuerySet",
    "CourseChange",
    "Dissemination",
    "DisseminationQuerySet",
    "Finding",
    "Notice",
    "NoticeQuerySet",
    "PaperLine",
    "PaperLineQuerySet",
    "PaperSheet",
    "Proposal",
    "ProposalQuerySet",
    "PublishOrder",
    "PublishOrderQuerySet",
    "Question",
    "QuestionQuerySet",
    "Relay",
    "StudyText",
    "StudyTextQuerySet",
    "UnitDuty",
    "UnitDutyQuerySet",
]
