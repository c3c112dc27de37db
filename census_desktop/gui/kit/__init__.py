"""What every screen is made of: colours, icons, widgets, item models, words. Knows no screen."""
