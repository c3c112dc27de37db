"""The network, power and sleep of this computer, as the window notices them."""
