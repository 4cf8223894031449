"""The current release → a folder that any plain web server can serve."""
