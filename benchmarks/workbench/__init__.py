"""The workbench on a large book: making the book, and what a page of it takes."""
