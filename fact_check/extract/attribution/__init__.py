"""Who says what: cues of the rules and marks of the network, merged into attributions with a source and a content."""
