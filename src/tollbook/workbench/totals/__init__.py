"""What others claim in total, held against what the desk has recorded inside the same scope."""
