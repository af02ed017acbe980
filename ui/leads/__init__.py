"""The Leads tab."""
