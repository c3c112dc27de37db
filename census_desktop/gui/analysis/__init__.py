"""Charts and cards of a segment's studies."""
