"""Requests that nobody means: what scripts/stray_requests.py sends, and how it reads the answers."""
