"""census_desktop: send customer segments to any tool and keep them fresh, from a desktop."""

__version__ = "0.1.0"
