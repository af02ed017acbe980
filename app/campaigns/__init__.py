"""Campaigns: what may be done to one, and watching them."""
