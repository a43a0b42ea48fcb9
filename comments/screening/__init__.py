"""The civility rules as software: one text in, one verdict that explains itself out.

This package imports neither Django nor the rest of the portal, waits for no network and never
raises to its caller. ``engine.screen`` is the way in.
"""
