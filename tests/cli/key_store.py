"""A key store in a file: what a desktop's own store is to the program, where a test has none."""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend


class FileStore(KeyringBackend):
    """Passwords by service and user, in the file that CIIE_TEST_KEYS names."""

    priority = 1.0

    def get_password(self, service: str, username: str) -> str | None:
        kept: dict[str, str] = json.loads(self._file().read_text(encoding="utf-8"))
        return kept.get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        kept = json.loads(self._file().read_text(encoding="utf-8"))
        self._file().write_text(json.dumps({**kept, f"{service} {username}": password}))

    def delete_password(self, service: str, username: str) -> None:
        self.set_password(service, username, "")

    def _file(self) -> Path:
        return Path(os.environ["CIIE_TEST_KEYS"])
