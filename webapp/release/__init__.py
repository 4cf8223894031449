"""Documents + shell → immutable objects and one signed statement, in a folder of plain files.

`builder.publish` makes a release, `store.ReleaseStore` reads one, `verifier.TrustedSet` decides whether
to trust one.
"""
