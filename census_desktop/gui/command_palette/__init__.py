"""Find anything: commands, things and settings by a part of their name, with the keyboard alone."""
