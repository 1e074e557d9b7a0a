"""What changes here, one module a noun; every door calls these."""
