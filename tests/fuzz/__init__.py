"""Every form of the portal, sent what browsers, people and robots may send in it."""
