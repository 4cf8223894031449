"""Turns Markdown files into checked documents, or into every problem with its place. Writes no file."""
