"""Reads that cross models or build a page's data, one module a subject."""
