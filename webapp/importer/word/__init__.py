"""The bytes of a Word file → a reading, with nothing but the standard library. Nothing is ever unpacked to disk."""
