"""The window by the clock: how soon it stands, what a frame costs, how long it ever stands still."""
