"""One file per format that drafts come in, named by its extension. A new file is a new format: a `read` in it."""
