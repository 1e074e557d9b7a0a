"""What the pages of the corpus show, one module a subject; nothing here changes anything."""
