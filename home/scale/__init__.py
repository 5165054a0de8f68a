"""A large portal, drawn at random and inserted in bulk, for measurement."""
