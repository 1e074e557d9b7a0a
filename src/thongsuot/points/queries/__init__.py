"""What each page of the room shows, as frozen values."""
