"""The command line's own rooms: one file for each noun; bot.__main__ says what they are called."""
