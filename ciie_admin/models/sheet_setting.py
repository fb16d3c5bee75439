"""What the cells of a workbook read beside their record, out of the cache."""

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import Connection

from ciie_admin.errors import Mishap
from ciie_admin.exports.columns import Owner, Setting, setting
from ciie_admin.models import opening, reading
from ciie_admin.words import Language

NOBODY: Mapping[int, Owner] = MappingProxyType({})


def sheet_setting(
    db: Connection, language: Language, owners: Mapping[int, Owner] = NOBODY, *, whole: bool = True
) -> Setting:
    """Raises Mishap("not_whole_yet") without an edition, with `whole` also before the first
    download is through.
    """
    edition = reading.edition(db)
    if edition is None or (whole and not opening.is_whole(db)):
        raise Mishap("not_whole_yet")
    return setting(language, edition, reading.places(db), owners)
