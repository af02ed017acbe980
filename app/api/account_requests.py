"""Webhooks and API keys.

Leaves to others: running an operation (`operations.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.api.operations import Operations
from app.models import KeyRecord, Webhook
from app.quota.priorities import Priority
from app.secrets import Secret


class AccountRequests(Operations):
    """See `Api`."""

    async def webhooks(self, *, priority: Priority = Priority.INTERACTIVE) -> tuple[Webhook, ...]:
        """Every webhook subscription."""
        return await self._all(lambda page: self._run(self._dialect.webhooks(page, 100), priority), priority)

    async def create_webhook(self, url: str, events: tuple[str, ...], secret: str) -> Webhook:
        """Subscribe `url` (https) to `events`; `secret` signs the deliveries."""
        return await self._run(self._dialect.create_webhook(url, events, secret), Priority.INTERACTIVE)

    async def update_webhook(self, webhook_id: str, changes: Mapping[str, Any]) -> Webhook:
        """Change any of `url`, `events` (the whole list), `secret`, `is_active`."""
        return await self._run(self._dialect.update_webhook(webhook_id, changes), Priority.INTERACTIVE)

    async def delete_webhook(self, webhook_id: str) -> None:
        """Unsubscribe; deliveries still to be repeated are dropped."""
        await self._run(self._dialect.delete_webhook(webhook_id), Priority.INTERACTIVE)

    async def api_keys(self, *, priority: Priority = Priority.INTERACTIVE) -> tuple[KeyRecord, ...]:
        """Every API key of the workspace, without secrets."""
        return await self._all(lambda page: self._run(self._dialect.api_keys(page, 100), priority), priority)

    async def create_api_key(self, name: str) -> tuple[KeyRecord, Secret]:
        """Create a key. The secret is given this once."""
        return await self._run(self._dialect.create_api_key(name), Priority.INTERACTIVE)

    async def revoke_api_key(self, key_id: str) -> None:
        """Make a key invalid at once."""
        await self._run(self._dialect.revoke_api_key(key_id), Priority.INTERACTIVE)
