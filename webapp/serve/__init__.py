"""The current release → HTTP. Reads what `release` has published; never writes, never parses Markdown."""
