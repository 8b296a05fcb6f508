"""Reader `rules-en`: grammar over spaCy's small English pipeline, behind a cheap gate (docs/method/reading.md)."""
