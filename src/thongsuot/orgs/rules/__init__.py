"""What must hold, one module a subject: pure, on loaded values."""
