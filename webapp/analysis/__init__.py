"""Text → normal form, terms, pinyin; the tables that a release ships. Knows documents only through `rules`."""
