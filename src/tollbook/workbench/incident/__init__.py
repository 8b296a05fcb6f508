"""One incident, loaded by itself: what the room Incident shows, and nothing else of the book."""
