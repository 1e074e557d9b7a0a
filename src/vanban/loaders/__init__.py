"""Turn the bytes of a file into its text and the blocks beside it; one module a format, imported when needed."""
