"""Documents: captured, sealed as bytes, and their text extracted."""
