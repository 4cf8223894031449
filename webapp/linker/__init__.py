"""ES modules under one folder → one classic script, as short as it can be without changing what it does.

`modules.link` reads and joins them; `tokens` and `scopes` understand them; `minifier`, `shortener`, `properties` and
`condenser` shorten them.
"""
