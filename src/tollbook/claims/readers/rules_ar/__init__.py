"""Reader `rules-ar`: claims out of Arabic text, by rules over normalised words."""
