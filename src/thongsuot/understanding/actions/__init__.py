"""What changes: questions are written, edited and taken out of use."""
