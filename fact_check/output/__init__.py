"""Write results: tables, files that appear whole or not at all, text made inert."""
