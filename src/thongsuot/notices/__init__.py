"""Tell people, once, after commit: in the desk, and by e-mail to those who gave an address."""
