"""Webhook subscriptions: the rules for one, and how deliveries are signed."""
