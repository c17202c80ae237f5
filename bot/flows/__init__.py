"""Verbs: what the product does, one transaction at a time. They know ports, never adapters."""
