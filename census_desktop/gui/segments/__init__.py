"""The Segments section: the list, and a segment with its tabs Definition, Members, Analyze and Activity."""
