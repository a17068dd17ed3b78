"""What reviewers decided, kept beside the draft, folded, and carried onto the draft as it is now."""
