"""From the paths that a user typed to drafts with their claims: walking, the cache and jobs."""
