"""What a unit does at its browser, over HTTP: for whoever files a made-up fair, and for tests."""

from collections.abc import Sequence
from datetime import datetime
from types import NoneType
from typing import TypeVar

import requests

from ciie_admin.sync.answers import jpeg
from ciie_admin.sync.line import Line, Question
from ciie_admin.wire.intake import (
    MOMENT,
    AddPersons,
    Address,
    Chosen,
    ComeBack,
    Entered,
    Entry,
    Former,
    Known,
    OwnNotice,
    OwnUnit,
    Register,
    Save,
    SentCode,
    SubmitPersons,
    SubmitUnit,
    WantCode,
)

T = TypeVar("T")


class IntakeLine(Line):
    """One registrant at a time: `token` says who. `moment` (UTC) is when a call is to have been
    made; None is now, and a server that does not simulate knows no other.
    """

    def want_code(self, request: WantCode, moment: datetime | None = None) -> None:
        self._file("POST", "/intake/code", request, NoneType, moment)

    def phone_code(self, address: str) -> str:
        """Simulator: what the message there says."""
        body = Address(address=address)
        return self._file("POST", "/simulate/phone-code", body, SentCode).code

    def former_account(self, request: Former) -> str:
        """Simulator: an account of an earlier edition; returns its login."""
        return self._file("POST", "/simulate/former", request, Known).login

    def register(self, request: Register, moment: datetime | None = None) -> Entered:
        return self._enter("/intake/register", request, moment)

    def sign_in(self, request: ComeBack, moment: datetime | None = None) -> Entered:
        return self._enter("/intake/sign-in", request, moment)

    def join(self, request: Chosen, moment: datetime | None = None) -> OwnUnit:
        return self._file("POST", "/intake/join", request, OwnUnit, moment)

    def own(self) -> OwnUnit:
        return self._file("GET", "/intake/unit", None, OwnUnit)

    def save(self, request: Save, moment: datetime | None = None) -> OwnUnit:
        return self._file("PUT", "/intake/unit", request, OwnUnit, moment)

    def add_persons(
        self, persons: Sequence[Entry], *, submit: bool = False, moment: datetime | None = None
    ) -> OwnUnit:
        body = AddPersons(persons=tuple(persons), submit=submit)
        return self._file("POST", "/intake/persons", body, OwnUnit, moment)

    def notice(self) -> OwnNotice:
        return self._file("GET", "/intake/notice", None, OwnNotice)

    def marked_photo(self, person: int) -> bytes:
        """JPEG. Raises Mishap("no_such_record") for whoever was not returned for the photo."""

        def reading(response: requests.Response, _kind: type[bytes]) -> bytes:
            return jpeg(response)

        path = f"/intake/persons/{person}/marked-photo"
        return self._put(Question("GET", path, None, bytes, reading=reading))

    def submit(self, request: SubmitUnit, moment: datetime | None = None) -> OwnUnit:
        return self._file("POST", "/intake/unit/submit", request, OwnUnit, moment)

    def submit_persons(self, persons: Sequence[int], moment: datetime | None = None) -> OwnUnit:
        body = SubmitPersons(persons=tuple(persons))
        return self._file("POST", "/intake/persons/submit", body, OwnUnit, moment)

    def _enter(self, path: str, request: object, moment: datetime | None) -> Entered:
        """Whoever was signed in on this line is so no more."""
        self.token = ""
        said = self._file("POST", path, request, Entered, moment)
        self.token = said.token
        return said

    def _file(
        self, method: str, path: str, body: object, kind: type[T], moment: datetime | None = None
    ) -> T:
        more = {MOMENT: moment.isoformat()} if moment is not None else {}
        return self._put(Question(method, path, body, kind, headers=more))
