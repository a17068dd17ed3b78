"""One file a format of `find`."""
