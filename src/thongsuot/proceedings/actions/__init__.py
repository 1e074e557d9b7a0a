"""What changes: what was written about a conference is kept, version by version."""
