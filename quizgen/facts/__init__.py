"""Facts: who said what, and what happened when, each with its place in the text."""
