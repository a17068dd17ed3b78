"""How results leave: tables, files that are written whole or not at all, text that commands nothing."""
