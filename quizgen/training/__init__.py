"""What the model of attributions learns from, and how; nothing else needs it."""
