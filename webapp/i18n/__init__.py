"""`translations/*.po` → message catalogues; language tags → one of the three interface languages."""
