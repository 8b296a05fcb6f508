"""The desk: what a profile says of every incident, kept beside the book (docs/decisions/desk.md)."""
