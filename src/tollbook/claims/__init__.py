"""Claims: read out of texts, and judged by persons."""
