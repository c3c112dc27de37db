"""The Destinations section: connections, the gallery of types, and the form made from a manifest."""
