"""Take notice of a report: one module a question (which event, which works, who, for whom, what is to be done)."""
