"""What reports show beside their claims: the days that they name, their addresses, their names, their wording."""
