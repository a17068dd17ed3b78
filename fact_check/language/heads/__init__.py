"""The components that read the encoder's states: tags and lemmas, sentences and the parse, names."""
