"""Labelled cases: a message, a card or a draft as the real day would have it, and how often the answer is right."""
