"""Help that opens at the right page of the user guide."""
