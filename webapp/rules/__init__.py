"""Values: what a document is, its schema, its status on a day. No IO, and no imports from other packages of ours."""
