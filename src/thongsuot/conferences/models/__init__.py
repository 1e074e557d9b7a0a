"""What a conference is: its half days, its agenda, who is arranged to come, and the check it puts."""

from thongsuot.conferences.models.agenda import Agenda, AgendaItem
from thongsuot.conferences.models.materials import Material
from thongsuot.conferences.models.meetings import (
    Arrangement,
    CheckItem,
    ComprehensionCheck,
    Conference,
    HalfDay,
    first_day,
)

__all__ = [
    "Agenda",
    "AgendaItem",
    "Arrangement",
    "CheckItem",
    "ComprehensionCheck",
    "Conference",
    "HalfDay",
    "Material",
    "first_day",
]
