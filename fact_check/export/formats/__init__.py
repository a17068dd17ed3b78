"""One small file per export. A new file in this folder is a new format: its name, and a `render` in it."""
