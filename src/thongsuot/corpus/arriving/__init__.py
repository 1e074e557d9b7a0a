"""How a file becomes a document: read at the door, shown while it waits, written when somebody says yes."""
