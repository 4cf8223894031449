"""An official with a browser → checked, approved and signed releases of `content/`, with a record of who did what."""
