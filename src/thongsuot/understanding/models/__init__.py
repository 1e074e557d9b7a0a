"""What is asked about texts, and what was understood."""

from thongsuot.understanding.models.checks import Attempt, StudyCheck
from thongsuot.understanding.models.questions import Question, QuestionVersion

__all__ = ["Attempt", "Question", "QuestionVersion", "StudyCheck"]
