"""Reads of the room: who is expected, how it went, and what each page shows."""
