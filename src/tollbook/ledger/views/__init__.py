"""Views: tables made of the ledger and its objects alone, by one function for each kind of entry."""
