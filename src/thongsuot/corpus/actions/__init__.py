"""What changes in the corpus, one module a verb; every door calls these."""
