"""The window: the only room that knows Qt. It shows what the use cases say and asks them, in the pool, to act."""
