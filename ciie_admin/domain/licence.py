"""What was read from a licence beside what the registrant typed."""

import unicodedata
from dataclasses import dataclass

from ciie_admin.domain.units import UnitForm


@dataclass(frozen=True, slots=True)
class Reading:
    """One field of both; `read` is empty where nothing could be read."""

    field: str
    """`name`, `code` or `address`."""
    typed: str
    read: str

    @property
    def differs(self) -> bool:
        """An empty reading says nothing; spaces, case and full width make no difference."""
        return bool(self.read) and plain(self.read) != plain(self.typed)


def readings(form: UnitForm) -> tuple[Reading, ...]:
    """Name, code and address; nothing without a licence."""
    licence = form.licence
    if licence is None:
        return ()
    return (
        Reading("name", form.name_zh, licence.name),
        Reading("code", form.credit_code, licence.code),
        Reading("address", form.address, licence.address),
    )


def plain(text: str) -> str:
    """Without spaces and differences of full and half width."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()
