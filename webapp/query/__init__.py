"""A query and a library → ranked results with reasons. No IO, no Whoosh, no Flask."""
