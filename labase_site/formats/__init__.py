"""How dates are typed: the day first, in either language, as everybody here writes them."""
