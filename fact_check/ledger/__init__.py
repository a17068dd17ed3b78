"""Keep what reviewers decided beside the draft, fold it, and carry it onto the draft as it is now."""
