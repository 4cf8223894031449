"""Search units → a Whoosh index in a fresh directory behind a pointer. Ranks nothing and is never shipped."""
