"""The local cache: encrypted SQLite through SQLAlchemy, the vault, and the acts on both.

The mirror is disposable (dropped and pulled again when its shape changes); what a person made
(drafts, outbox, delivered, tray, batches, preferences) is precious and never altered in shape.
"""
