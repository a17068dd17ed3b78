"""From the paths that a user typed to drafts with their claims: reading, the cache and jobs together."""
