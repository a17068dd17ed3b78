"""Turn the paths that a user typed into drafts with their claims: reading, the cache and jobs in one place."""
