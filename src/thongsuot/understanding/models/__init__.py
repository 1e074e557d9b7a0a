"""What is asked about texts, and what was understood."""

from thongsuot.understanding.models.checks import Attempt, StudyCheck
from thongsuot.understanding.models.questions import Question, QuestionVersion
from thongsuot.understanding.models.reflections import Criterion, Reflection, ReflectionTask

__all__ = ["Attempt", "Criterion", "Question", "QuestionVersion", "Reflection", "ReflectionTask", "StudyCheck"]
