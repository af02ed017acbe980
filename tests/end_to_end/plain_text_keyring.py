"""A keyring as some systems have one installed: it "works", and writes every key to a file as it is."""

from __future__ import annotations

from pathlib import Path

from keyring.backend import KeyringBackend


class Keyring(KeyringBackend):
    priority = 9  # type: ignore[assignment]

    @staticmethod
    def _file() -> Path:
        return Path.home() / "keyring-in-plain-text"

    def get_password(self, service: str, username: str) -> str | None:
        return self._file().read_text() if self._file().exists() else None

    def set_password(self, service: str, username: str, password: str) -> None:
        self._file().write_text(password)

    def delete_password(self, service: str, username: str) -> None:
        self._file().unlink()
