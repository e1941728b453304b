"""Files to nouns: the only place that knows YAML, Markdown and HTML."""
