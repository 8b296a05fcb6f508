"""Word lists that assessing reads: names of speakers and parties, and words for amounts."""
