"""Reference data (API pages "agents/*", "phone-numbers/*", "voices/*", "languages/*", "llms/*", "transcribers/*").

Owns: these lists and single items, each in its documented envelope: the sample spelling uses the published one (bare
arrays, named lists), the prose the general one. Leaves to others: the data (`catalogues.py`, `seed.py`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.sandbox import catalogues
from app.sandbox.answers import json_answer, meta, read_paging, route
from app.sandbox.errors import Refused, not_found
from app.sandbox.records import Agent, opaque_id
from app.sandbox.spelling import ORGANIZATION, Speller, iso
from app.sandbox.state import Workspace

Json = dict[str, Any]
Handler = Callable[[Request], Awaitable[Response]]
_LANGUAGE_IDS = {"en": "lang_enin", "hi": "lang_hiin", "hinglish": "lang_hiin"}


class ReferenceRoutes:
    """Handlers over what hardly changes."""

    def __init__(self, workspace: Workspace, speller: Speller) -> None:
        self._workspace = workspace
        self._speller = speller

    def routes(self) -> list[Route]:
        """The table of these resources; the literal paths come before those with an id."""
        agents, numbers = "agents:read", "phone_numbers:read"
        return [
            route("GET", "/agents2", agents, self.agents),
            route("GET", "/agents2/{id}", agents, self.agent),
            route("GET", "/organization-phone-numbers", numbers, self.phone_numbers),
            route("GET", "/organization-phone-numbers/{id}", numbers, self.phone_number),
            route("GET", "/phone-country-rules/countries", numbers, self.countries),
            route("GET", "/phone-country-rules/enabled-network-groups", numbers, self.network_groups),
            route("GET", "/organization-folders", agents, self.folders),
            route("GET", "/voices", agents, self.voices),
            route("GET", "/voices/accents", agents, self.accents),
            route("GET", "/voices/s2s", agents, self.speech_voices),
            route("GET", "/voices/{id}", agents, _single(catalogues.VOICES, "Voice")),
            route("GET", "/voices/{id}/languages", agents, self.voice_languages),
            route("GET", "/voices/{id}/voice-models", agents, self.voice_models),
            route("GET", "/languages", agents, self.languages),
            route("GET", "/languages/{id}", agents, _single(catalogues.LANGUAGES, "Language")),
            route("GET", "/llms", agents, self.llms),
            route("GET", "/llms/fallback", agents, self.fallback_llms),
            route("GET", "/llms/{id}", agents, _single(catalogues.LLMS, "LLM")),
            route("GET", "/transcribers", agents, self.transcribers),
            route("GET", "/transcribers/fallback", agents, self.fallback_transcribers),
            route("GET", "/transcribers/{id}", agents, _single(catalogues.TRANSCRIBERS, "Transcriber")),
        ]

    async def agents(self, request: Request) -> Response:
        """`data`, with `meta` in the prose spelling; newest first."""
        paging = read_paging(request, default=20)
        ordered = sorted(self._workspace.agents.values(), key=lambda one: one.created_ms, reverse=True)
        body: Json = {"data": [self._spell_agent(one) for one in paging.cut(ordered)]}
        if self._is_prose() or not self._speller.lean:
            body["meta"] = meta(paging, len(ordered))
        return json_answer(body)

    async def agent(self, request: Request) -> Response:
        """One agent."""
        return json_answer(self._spell_agent(self._workspace.agent(request.path_params["id"])))

    async def phone_numbers(self, request: Request) -> Response:
        """E1, filtered by `country_code` and `type`."""
        paging = read_paging(request)
        country = request.query_params.get("country_code", "").strip()
        kind = request.query_params.get("type", "")
        if kind and kind not in ("local", "toll_free", "mobile"):
            raise Refused(400, "type must be one of local, toll_free, mobile")
        found = [
            (index, one)
            for index, one in enumerate(self._workspace.numbers.values())
            if (not country or country.lstrip("+").upper() in (one.country_code.lstrip("+"), one.region))
            and (not kind or kind == one.kind)
        ]
        rows = [self._speller.caller_number(one, index) for index, one in paging.cut(found)]
        return json_answer({"data": rows, "meta": meta(paging, len(found))})

    async def phone_number(self, request: Request) -> Response:
        """One caller number."""
        for index, one in enumerate(self._workspace.numbers.values()):
            if one.id == request.path_params["id"]:
                return json_answer(self._speller.caller_number(one, index))
        raise not_found("Phone number")

    async def countries(self, request: Request) -> Response:
        """Bare array."""
        return json_answer(catalogues.COUNTRIES)

    async def network_groups(self, request: Request) -> Response:
        """Bare array: what this workspace may dial."""
        return json_answer(
            [
                {
                    "prefix_mode": "allow_only_listed",
                    "from_phone_number_country_code": group.from_code,
                    "countryRule": {
                        "country_iso": group.region,
                        "country_name": group.country,
                        "calling_code": group.calling_code,
                        "prefixes": list(group.prefixes),
                    },
                }
                for group in catalogues.GROUPS
            ]
        )

    async def folders(self, request: Request) -> Response:
        """`folders` without a total."""
        paging = read_paging(request, most=50)
        search = request.query_params.get("search", "").lower()
        found = [one for one in catalogues.FOLDERS if search in one["name"].lower()]
        return json_answer({"folders": list(paging.cut(found)), "page": paging.page, "limit": paging.limit})

    async def voices(self, request: Request) -> Response:
        """Named list with counters, filtered."""
        paging = read_paging(request, most=50)
        query = request.query_params
        language = query.get("language_id", "")
        code = next((one["code"] for one in catalogues.LANGUAGES if one["id"] == language), language)
        provider = query.get("provider") or query.get("provider_name") or ""
        found = [
            one
            for one in catalogues.VOICES
            if provider in ("", one["provider"])
            and query.get("accent", "") in ("", one["accent"])
            and query.get("gender", "") in ("", one["gender"])
            and query.get("name", "").lower() in one["name"].lower()
            and code in ("", one["language_code"])
        ]
        rows = list(paging.cut(found))
        if self._is_prose():
            return json_answer({"data": rows, "meta": meta(paging, len(found))})
        counters = {"total": len(found), "page": paging.page, "limit": paging.limit}
        return json_answer({"voices": rows, **counters, "totalPages": paging.pages(len(found))})

    async def accents(self, request: Request) -> Response:
        """Texts, or objects under `data` in the prose spelling."""
        names = sorted({one["accent"] for one in catalogues.VOICES})
        if self._is_prose():
            return json_answer({"data": [{"id": f"acc_{name}", "name": name, "code": name[:2]} for name in names]})
        return json_answer(names)

    async def speech_voices(self, request: Request) -> Response:
        """No speech-to-speech voice here."""
        return json_answer([])

    async def voice_languages(self, request: Request) -> Response:
        """The languages of one voice."""
        voice = _find(catalogues.VOICES, request.path_params["id"], "Voice")
        return json_answer([one for one in catalogues.LANGUAGES if one["code"] == voice["language_code"]])

    async def voice_models(self, request: Request) -> Response:
        """The models of one voice."""
        voice = _find(catalogues.VOICES, request.path_params["id"], "Voice")
        return json_answer({"data": [{"id": voice["model_id"], "name": voice["model_id"]}]})

    async def languages(self, request: Request) -> Response:
        """Complete and unpaged."""
        return self._complete(request, catalogues.LANGUAGES)

    async def llms(self, request: Request) -> Response:
        """Paged without counters, sorted by `sortBy` and `sortOrder`."""
        query = request.query_params
        by, order = query.get("sortBy", "name"), query.get("sortOrder", "ASC").upper()
        if by not in ("id", "name", "provider") or order not in ("ASC", "DESC"):
            raise Refused(400, "sortBy or sortOrder is not valid")
        ordered = sorted(catalogues.LLMS, key=lambda one: str(one[by]), reverse=order == "DESC")
        paging = read_paging(request)
        rows = list(paging.cut(ordered))
        return json_answer({"data": rows, "meta": meta(paging, len(ordered))} if self._is_prose() else rows)

    async def fallback_llms(self, request: Request) -> Response:
        """Bare array."""
        return json_answer([one for one in catalogues.LLMS if one["supports_structured_output"]])

    async def transcribers(self, request: Request) -> Response:
        """Complete and unpaged."""
        return self._complete(request, catalogues.TRANSCRIBERS)

    async def fallback_transcribers(self, request: Request) -> Response:
        """Bare array."""
        return json_answer([one for one in catalogues.TRANSCRIBERS if one["supports_fallback"]])

    def _complete(self, request: Request, items: Sequence[Json]) -> Response:
        if self._is_prose():
            paging = read_paging(request)
            return json_answer({"data": list(paging.cut(items)), "meta": meta(paging, len(items))})
        return json_answer(items)

    def _is_prose(self) -> bool:
        return self._speller.is_prose(0)

    def _spell_agent(self, agent: Agent) -> Json:
        number = self._workspace.numbers.get(agent.number_id or "")
        language_id = _LANGUAGE_IDS[agent.language]
        language = _find(catalogues.LANGUAGES, language_id, "Language")
        voice = _find(catalogues.VOICES, agent.voice_id, "Voice")
        outbound: Json | None = None
        if number is not None:
            details = {"phone_number": number.number, "label": number.label, "country_code": number.country_code}
            outbound = {"id": number.id, "details": details}
        return {
            "id": agent.id,
            "organization_id": ORGANIZATION,
            "folder_id": agent.folder_id,
            "timezone": "Asia/Kolkata",
            "is_deleted": False,
            "current_version_number": agent.version,
            "current_version": {
                "id": opaque_id("agv", agent.created_ms % 1_000_003),
                "number": agent.version,
                "title": agent.title,
                "is_published": agent.published,
                "language": {"id": language_id, "details": {"name": language["name"], "code": language["code"]}},
                "voice": {"id": voice["id"], "model_id": voice["model_id"]},
                "llm": {"id": "llm_swift1"},
                "speech": {"transcriber_id": "trs_shruti"},
                "telephony": {
                    "outbound": outbound,
                    "call_limits": {
                        "max_call_duration_sec": 600,
                        "ring_duration_sec": 45,
                        "end_call_on_silence_sec": 20,
                        "pause_before_speaking_sec": 0.4,
                    },
                },
                "prompts": {"default_dynamic_variables": dict(agent.variables) or None},
            },
            "createdAt": iso(agent.created_ms),
            "updatedAt": iso(agent.updated_ms),
        }


def _find(items: Sequence[Json], identifier: str, what: str) -> Json:
    for one in items:
        if one["id"] == identifier:
            return one
    raise not_found(what)


def _single(items: Sequence[Json], what: str) -> Handler:
    async def get(request: Request) -> Response:
        return json_answer(_find(items, request.path_params["id"], what))

    return get
