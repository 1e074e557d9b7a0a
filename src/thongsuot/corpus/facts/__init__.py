"""What a document says of itself, which work it is by that, and what people set right."""
