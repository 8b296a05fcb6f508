"""What linking costs, and how well it puts invented events together again."""
