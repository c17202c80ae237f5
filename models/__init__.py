"""Nouns: the facts, decisions and states the product speaks of. Pure; only `tables` knows a library."""
