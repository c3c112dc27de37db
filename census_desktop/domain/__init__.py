"""The words of the product: values and pure functions, standard library only."""
