"""Conferences (hội nghị): planned by each unit for a dissemination, attended, checked and reported."""
