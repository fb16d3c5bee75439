"""Shared components; pages are made of these. They know texts and signs, no rules, no SQL."""
