"""Values: what a document is, its schema, its status on a day. No IO, no imports from our other packages."""
