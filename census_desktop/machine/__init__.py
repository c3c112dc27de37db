"""What the computer itself tells: whether there is a way out, and what it runs on. Nothing is sent anywhere for it."""
