"""The Campaigns tab."""
