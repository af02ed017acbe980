"""Tools > Webhooks."""
