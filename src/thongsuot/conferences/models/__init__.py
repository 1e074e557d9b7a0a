"""What a conference is: its half days, its agenda, who is arranged to come, and the check it puts."""

from thongsuot.conferences.models.meetings import (
    AgendaItem,
    Arrangement,
    CheckItem,
    ComprehensionCheck,
    Conference,
    HalfDay,
    first_day,
)

__all__ = ["AgendaItem", "Arrangement", "CheckItem", "ComprehensionCheck", "Conference", "HalfDay", "first_day"]
