"""The words of the book as frozen types: no input, no output, standard library only."""
