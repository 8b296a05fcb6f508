"""Places: gazetteers, and locating the names that claims carry."""
