"""One module per draft format, named by its extension. A new module with a `read` function is a new format."""
