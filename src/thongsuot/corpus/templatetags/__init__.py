"""What templates of the corpus ask for by name."""
