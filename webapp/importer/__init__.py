"""Texts of regulations → files of a content tree, with an account of every character. Reads and writes nothing."""
