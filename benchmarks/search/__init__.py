"""How well search finds: judged queries, and titles that are known to be there."""
