"""What the window and the command line may ask: one class per noun, composed in bootstrap.py."""
