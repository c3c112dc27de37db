"""Takes messages to people: by e-mail, by a web address, on the desktop. Knows no alert and no workspace."""
