"""API keys and webhook subscriptions (API pages "api-keys/*" and "webhooks/*").

Owns: their routes. Webhooks are kept and never delivered: the sandbox sends nothing to anybody.
Leaves to others: the bearer check (`auth.py`).
"""

from __future__ import annotations

import secrets
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.sandbox.answers import Body, json_answer, meta, read_json, read_paging, route
from app.sandbox.auth import Key
from app.sandbox.errors import not_found
from app.sandbox.records import Webhook
from app.sandbox.spelling import Speller, iso, maybe_iso
from app.sandbox.state import Workspace

_LONGEST_URL: Final = 150


class AccountRoutes:
    """Handlers over keys and subscriptions."""

    def __init__(self, workspace: Workspace, speller: Speller) -> None:
        self._workspace = workspace
        self._speller = speller

    def routes(self) -> list[Route]:
        """The table of these resources."""
        return [
            route("GET", "/api-keys", "api_keys", self.keys),
            route("POST", "/api-keys", "api_keys", self.create_key),
            route("DELETE", "/api-keys/{id}", "api_keys", self.revoke_key),
            route("GET", "/user-webhooks", "calls:read", self.webhooks),
            route("POST", "/user-webhooks", "calls:write", self.create_webhook),
            route("GET", "/user-webhooks/{id}", "calls:read", self.webhook),
            route("PATCH", "/user-webhooks/{id}", "calls:write", self.update_webhook),
            route("DELETE", "/user-webhooks/{id}", "calls:write", self.delete_webhook),
        ]

    async def keys(self, request: Request) -> Response:
        """`data`, without `meta` in the sample and without `totalPages` in the prose; secrets never."""
        paging = read_paging(request)
        search = request.query_params.get("search", "").lower()
        found = [key for key in reversed(self._workspace.keys.all()) if search in key.name.lower()]
        rows = [
            {
                "id": key.id,
                "name": key.name,
                "created_at": iso(key.created_ms),
                "last_used_at": maybe_iso(key.last_used_ms),
                "is_expired": key.expired,
            }
            for key in paging.cut(found)
        ]
        if self._speller.is_prose(0):
            return json_answer({"data": rows, "meta": meta(paging, len(found), pages=False)})
        return json_answer({"data": rows})

    async def create_key(self, request: Request) -> Response:
        """201 with the whole key in `secret`, this once. `expire_now` makes a key that is expired from the start."""
        body = Body(await read_json(request))
        name = body.text("name", required=True)
        expired = body.fields.get("expire_now", False)
        if not isinstance(expired, bool):
            body.problems.append("expire_now must be a boolean value")
        body.check()
        identifier = secrets.token_hex(7)
        key = Key(identifier, f"{identifier}:{secrets.token_hex(7)}", name or "", self._workspace.clock.now_ms())
        key.expired = bool(expired)
        self._workspace.keys.add(key)
        answer = {"id": key.id, "name": key.name, "secret": key.token, "created_at": iso(key.created_ms)}
        return json_answer(answer, 201)

    async def revoke_key(self, request: Request) -> Response:
        """From now on 401 for that key."""
        if not self._workspace.keys.revoke(request.path_params["id"]):
            raise not_found("API key")
        return json_answer({"message": "API key revoked successfully"})

    async def webhooks(self, request: Request) -> Response:
        """`data` in the sample, the published named list in the prose."""
        paging = read_paging(request, default=20)
        active = request.query_params.get("is_active", "")
        hooks = list(self._workspace.webhooks.values())
        found = [hook for hook in hooks if not active or str(hook.is_active).lower() == active]
        rows = [self._spell(hook) for hook in paging.cut(found)]
        if not self._speller.is_prose(0):
            return json_answer({"data": rows})
        counters = {"page": paging.page, "limit": paging.limit, "total": len(found)}
        pages = paging.pages(len(found))
        return json_answer({"message": "Webhooks", "webhooks": rows, **counters, "totalPages": pages})

    async def create_webhook(self, request: Request) -> Response:
        """201; the secret is shown this once."""
        body = Body(await read_json(request))
        url, events, secret, active = _read_webhook(body, required=True)
        body.check()
        now = self._workspace.clock.now_ms()
        identifier = self._workspace.new_id("wh")
        hook = Webhook(identifier, url or "", events or [], secret or "", active is not False, now)
        self._workspace.webhooks[identifier] = hook
        return json_answer(self._wrap(self._spell(hook) | {"secret": hook.secret}), 201)

    async def webhook(self, request: Request) -> Response:
        """One subscription, without its secret."""
        return json_answer(self._wrap(self._spell(self._hook(request))))

    async def update_webhook(self, request: Request) -> Response:
        """`events` replaces the whole list."""
        hook = self._hook(request)
        body = Body(await read_json(request))
        url, events, secret, active = _read_webhook(body, required=False)
        body.check()
        hook.url = url or hook.url
        hook.events = events if events is not None else hook.events
        hook.secret = secret or hook.secret
        hook.is_active = hook.is_active if active is None else active
        return json_answer(self._wrap(self._spell(hook)))

    async def delete_webhook(self, request: Request) -> Response:
        """The message, with the id in the prose spelling."""
        hook = self._hook(request)
        del self._workspace.webhooks[hook.id]
        answer = {"message": "Webhook deleted successfully"}
        return json_answer(answer | {"id": hook.id} if self._speller.is_prose(0) else answer)

    def _hook(self, request: Request) -> Webhook:
        try:
            return self._workspace.webhooks[request.path_params["id"]]
        except KeyError:
            raise not_found("Webhook") from None

    def _spell(self, hook: Webhook) -> dict[str, Any]:
        created = "createdAt" if self._speller.is_prose(0) else "created_at"
        return {
            "id": hook.id,
            "url": hook.url,
            "events": hook.events,
            "is_active": hook.is_active,
            created: iso(hook.created_ms),
        }

    def _wrap(self, hook: dict[str, Any]) -> dict[str, Any]:
        return {"message": "Webhook", "webhook": hook} if self._speller.is_prose(0) else hook


def _read_webhook(body: Body, *, required: bool) -> tuple[str | None, list[str] | None, str | None, bool | None]:
    url = body.text("url", required=required, longest=_LONGEST_URL)
    if url is not None and not url.startswith("https://"):
        body.problems.append("url must start with https://")
    events = body.fields.get("events")
    if events is None and required:
        body.problems.append("events should not be empty")
    if events is not None and not (isinstance(events, list) and events and all(isinstance(one, str) for one in events)):
        body.problems.append("events must be a non-empty array of strings")
    secret = body.text("secret", required=required)
    active = body.fields.get("is_active")
    if active is not None and not isinstance(active, bool):
        body.problems.append("is_active must be a boolean value")
    return url, events, secret, active
