"""Reader `llm`: a language model that the recorder names proposes claims; nothing that it says is trusted."""
