"""Alembic's entry: runs the steps of `versions/` on the connection it is given (`webapp/admin/database.py`)."""

from __future__ import annotations

from alembic import context

from webapp.admin.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=False,  # the caller's transaction holds it all
    render_as_batch=True,
)
context.run_migrations()
