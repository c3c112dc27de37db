"""What Home is made of."""
