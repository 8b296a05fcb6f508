"""The room Document: a text in windows with its claims marked in place, and what a person decides of each."""
