"""How results are written: tables, files that appear whole or not at all, text made inert."""
