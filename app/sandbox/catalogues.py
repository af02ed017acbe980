"""Reference data that hardly changes: voices, languages, models, and where the workspace may dial.

Owns: these lists, in the shape of their API pages. Leaves to others: agents and caller numbers (`seed.py`).
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

Json = dict[str, Any]


def _voice(number: int, name: str, provider: str, gender: str, language: str, accent: str) -> Json:
    identifier = f"voice_{number:02d}{name.lower()}"
    return {
        "id": identifier,
        "name": name,
        "provider": provider,
        "gender": gender,
        "language_code": language,
        "accent": accent,
        "preview_url": f"https://recordings.dialnexa.example/preview/{identifier}.mp3",
        "model_id": f"{provider}-v2",
    }


VOICES: Final = [
    _voice(1, "Asha", "sarvam", "female", "hi-IN", "indian"),
    _voice(2, "Kabir", "sarvam", "male", "hi-IN", "indian"),
    _voice(3, "Mira", "elevenlabs", "female", "en-IN", "indian"),
    _voice(4, "Dev", "elevenlabs", "male", "en-IN", "indian"),
    _voice(5, "Tara", "smallestai", "female", "hi-IN", "indian"),
    _voice(6, "Vivek", "smallestai", "male", "en-IN", "indian"),
    _voice(7, "Sanam", "cartesia", "non-binary", "en-IN", "indian"),
    _voice(8, "Grace", "cartesia", "female", "en-GB", "british"),
    _voice(9, "Owen", "elevenlabs", "male", "en-US", "american"),
    _voice(10, "Isla", "elevenlabs", "female", "en-AU", "australian"),
    _voice(11, "Anbu", "sarvam", "male", "ta-IN", "indian"),
    _voice(12, "Sayali", "sarvam", "female", "mr-IN", "indian"),
]

_CODES: Final = (
    ("Hindi", "hi-IN"),
    ("English (India)", "en-IN"),
    ("Marathi", "mr-IN"),
    ("Tamil", "ta-IN"),
    ("Telugu", "te-IN"),
    ("Gujarati", "gu-IN"),
    ("Bengali", "bn-IN"),
    ("English (UK)", "en-GB"),
    ("English (US)", "en-US"),
)
LANGUAGES: Final[list[Json]] = [
    {
        "id": f"lang_{code.lower().replace('-', '')}",
        "name": name,
        "code": code,
        "is_supported_for_transcription": True,
        "voices": [{"id": voice["id"], "name": voice["name"]} for voice in VOICES if voice["language_code"] == code],
    }
    for name, code in _CODES
]
LLMS: Final[list[Json]] = [
    {
        "id": f"llm_{key}",
        "name": name,
        "provider": provider,
        "supports_structured_output": structured,
        "description": f"{name} by {provider}",
        "is_default": key == "swift1",
    }
    for key, name, provider, structured in (
        ("swift1", "Swift 1", "nimbus", True),
        ("swift1m", "Swift 1 mini", "nimbus", True),
        ("lotus3", "Lotus 3", "kamal", True),
        ("lotus3s", "Lotus 3 small", "kamal", False),
    )
]
TRANSCRIBERS: Final[list[Json]] = [
    {
        "id": f"trs_{key}",
        "name": name,
        "provider": provider,
        "supports_fallback": fallback,
        "model_id": f"{key}-1",
        "description": f"{name} by {provider}",
        "supported_language_codes": codes,
    }
    for key, name, provider, fallback, codes in (
        ("shruti", "Shruti", "sarvam", True, ["hi-IN", "en-IN", "mr-IN", "ta-IN", "te-IN", "gu-IN", "bn-IN"]),
        ("echo", "Echo", "nimbus", True, None),
        ("lekha", "Lekha", "kamal", False, ["hi-IN", "en-IN"]),
    )
]
FOLDERS: Final[list[Json]] = [
    {"id": "fld_lending", "name": "Lending"},
    {"id": "fld_service", "name": "Service"},
]


class NetworkGroup(NamedTuple):
    """Destinations that Telephony Config allows. No prefixes means the whole country."""

    region: str
    country: str
    calling_code: str
    prefixes: tuple[str, ...]
    from_code: str | None  # only for caller numbers of this calling code; None for all


GROUPS: Final = (
    NetworkGroup("IN", "India", "91", ("6", "7", "8", "9", "11", "22", "33", "44"), "91"),
    NetworkGroup("AE", "United Arab Emirates", "971", ("50", "52", "54", "55", "56", "58"), "91"),
    NetworkGroup("US", "United States", "1", (), "1"),
)
COUNTRIES: Final[list[Json]] = [
    {
        "id": f"ctry_{region.lower()}",
        "country_iso": region,
        "country_name": name,
        "calling_code": code,
        "max_length": longest,
        "prefixes": [],
        "is_deleted": False,
    }
    for region, name, code, longest in (
        ("IN", "India", "91", 10),
        ("AE", "United Arab Emirates", "971", 9),
        ("US", "United States", "1", 10),
        ("GB", "United Kingdom", "44", 10),
        ("SG", "Singapore", "65", 8),
        ("NP", "Nepal", "977", None),
    )
]
