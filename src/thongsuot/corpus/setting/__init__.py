"""Set a stored text for reading: pieces, paragraphs, outline, places. Pure: no database, no request."""
