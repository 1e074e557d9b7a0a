"""What is written about a conference: its report, its minutes, its invitations, and the sum of those below."""
