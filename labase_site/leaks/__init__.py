"""The proof that nothing of a closed base is told to those who may not read it.

A portal is planted with words that exist nowhere else, one in each place of a closed base; every
address is then asked by every kind of reader, and each planted word that comes back is a leak.
"""
