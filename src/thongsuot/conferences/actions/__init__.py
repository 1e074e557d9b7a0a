"""What changes around a conference: it is planned, attended, checked, ended and reported."""
