"""Every state of every card and every form, photographed from the real flows: `make pictures`."""
