"""After a backup was restored: tell every client that what it knows may be of the future."""

from uuid import uuid4

from sqlalchemy import Connection, select, update

from ciie_admin.server.feed import HEADS


def begin_new_epochs(db: Connection) -> dict[int, str]:
    """New epochs by edition: clients drop their mirrors and send again what was forgotten.

    To be called before the restored server answers anybody; once more does no harm.
    """
    editions = db.execute(select(HEADS.c.edition_id).order_by(HEADS.c.edition_id)).scalars()
    epochs = {number: str(uuid4()) for number in editions}
    for number, epoch in epochs.items():
        db.execute(update(HEADS).where(HEADS.c.edition_id == number).values(epoch=epoch))
    return epochs
