"""Find, label and guard the claims of a news draft."""
