"""Where a conference is attended: its connecting points, who passes their doors, and what comes in late."""
