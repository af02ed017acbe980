"""The Hindi interface: nothing is left in English, no field is lost, and what is shipped is what was written."""

from __future__ import annotations

import string
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QPushButton, QWidget

from app.errors import AuthError, LeadFileError, NetworkError, OddAnswerError
from app.leads import sentences
from app.leads.records import Sentence
from app.settings import Settings
from resources.translations.extract import compile_qm, texts, translations, ts_path, write_ts
from ui.leads.words import kept_reason, sentence_text
from ui.main_window import MainWindow
from ui.texts import duration, error_text, number
from ui.theme import Theme
from ui.translation import use_language

FOUND = texts()


@pytest.fixture
def locale(qapp: object) -> Iterator[None]:
    """Whatever a test makes of the default locale is undone."""
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.fixture
def hindi(scheme: Theme, locale: None) -> Iterator[QTranslator]:
    scheme.apply()
    translator = use_language("hi")
    assert translator is not None
    yield translator
    QCoreApplication.removeTranslator(translator)


def fields(text: str) -> set[str]:
    return {f"{name}:{spec}" for _, name, spec, _ in string.Formatter().parse(text) if name is not None}


def is_hindi(text: str) -> bool:
    return any("\u0900" <= character <= "\u097f" for character in text)


def test_the_collector_finds_what_each_layer_says() -> None:
    assert ("MainWindow", "Call logs") in FOUND  # a call in ui/
    assert ("HttpAnswer", "Rate limited") in FOUND  # marked in a table
    assert ("Leads", sentences.IS_FOLDER) in FOUND  # the lead engine
    assert ("Errors", AuthError.template) in FOUND  # an error's class
    assert ("Errors", "{host} did not answer within {seconds} seconds. Try again in a moment.") in FOUND  # where raised
    assert ("Campaigns", "This campaign is paused already.") in FOUND  # rules of the engine
    assert len(FOUND) > 1_000


def test_every_text_has_a_finished_translation() -> None:
    done = translations("hi")
    assert [text for text in FOUND if text not in done] == []
    assert sorted(set(done) - set(FOUND)) == [], "translations of texts that are gone"


def test_what_is_not_hindi_is_meant_so() -> None:
    same = {source for (_, source), text in translations("hi").items() if not is_hindi(text)}
    allowed = {
        "DialNexa Console", "API key", "#", "{example}", "{name}: {problem}", "{action} ‘{name}’",
    }  # fmt: skip
    assert same == allowed


def test_the_fields_are_the_same() -> None:
    done = translations("hi")
    assert [text for text in FOUND if fields(done[text]) != fields(text[1])] == []


def test_the_file_is_as_the_tool_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = ts_path("hi").read_text(encoding="utf-8")
    done = translations("hi")
    monkeypatch.setattr("resources.translations.extract.FOLDER", tmp_path)
    write_ts("hi", done)
    assert ts_path("hi").read_text(encoding="utf-8") == before
    write_ts("hi", {})
    unfinished = ElementTree.parse(ts_path("hi")).getroot().findall(".//translation[@type='unfinished']")
    assert len(unfinished) == len(FOUND)


def test_what_is_shipped_is_compiled_from_it(tmp_path: Path) -> None:
    compiled = tmp_path / "hi.qm"
    compile_qm("hi", compiled)
    assert compiled.read_bytes() == ts_path("hi").with_suffix(".qm").read_bytes()


def test_a_window_in_hindi(hindi: QTranslator, tmp_path: Path) -> None:
    window = MainWindow(Settings.load(tmp_path), lambda error: pytest.fail(str(error)))
    window.show_welcome()
    window.restore_and_show()
    assert [window.tabs.tabText(index) for index in range(window.tabs.count())] == ["कैंपेन", "लीड", "कॉल लॉग", "कोटा"]
    assert [button.text() for button in window.findChildren(QPushButton) if button.text() and button.isVisible()] == [
        "API key जोड़ें…", "डेमो आज़माएँ",
    ]  # fmt: skip
    assert all(is_hindi(action.text()) for action in window.menuBar().actions())
    named = [widget.accessibleName() for widget in window.findChildren(QWidget) if widget.accessibleName()]
    assert named
    assert [name for name in named if not is_hindi(name)] == []
    window.hide()
    window.deleteLater()


def test_errors_in_hindi(hindi: QTranslator) -> None:
    assert error_text(AuthError(status=401)) == "API key अस्वीकार कर दी गई। प्रोफ़ाइल खोलें और मान्य key दर्ज करें।"
    assert error_text(NetworkError()).startswith("सर्वर तक पहुँच नहीं हो सकी।")
    odd = OddAnswerError(status=200, host="api.example", what="a web page")
    assert error_text(odd).startswith("api.example ने जवाब दिया")
    assert "कोई वेब पेज" in error_text(odd)
    wrong = LeadFileError(sentences.IS_SOMETHING_ELSE, name="a web page", what=sentences.PDF)
    # What a file is called is never translated, even where it is called like something that is.
    assert error_text(wrong).startswith("a web page एक PDF दस्तावेज़ है")
    still = "The change is not confirmed: the campaign still says {status}. Refresh, then try again."
    assert "“चल रहा है”" in error_text(NetworkError(still, status="running"))
    assert "“resting”" in error_text(NetworkError(still, status="resting"))


def test_sentences_of_the_lead_engine_in_hindi(hindi: QTranslator) -> None:
    length = Sentence(sentences.ROW_WRONG_LENGTH, {"digits": 9, "country": "India", "needed": "10"})
    assert sentence_text(length) == "9 अंक हैं, भारत के लिए 10 चाहिए"


def test_a_kept_reason_is_told_in_the_language_of_today(hindi: QTranslator) -> None:
    reason = Sentence("{host} is closed", {"host": "x"}).kept
    assert kept_reason(reason) == "x is closed"
    known = Sentence("The connection to {host} is closed.", {"host": "api.example"}).kept
    assert kept_reason(known) == "api.example से कनेक्शन बंद है।"
    assert kept_reason(known[:-1]) == "The connection to api.example is closed.", "cut: the English part is left"
    assert kept_reason(sentences.REASON_INTERRUPTED) == "अपलोड के बीच में प्रोग्राम बंद हो गया"
    assert kept_reason("") == ""


def test_numbers_stay_western_and_months_become_hindi(hindi: QTranslator) -> None:
    assert number(123_456) == "123,456"
    assert QLocale().toString(2026) == "2,026"
    assert duration(145) == "2 मि॰ 25 से॰"
    assert is_hindi(QLocale().standaloneMonthName(6, QLocale.FormatType.ShortFormat))


@pytest.mark.parametrize("wanted", ["en", "xx"])
def test_english_needs_no_translator(locale: None, wanted: str) -> None:
    assert use_language(wanted) is None
    assert QLocale().standaloneMonthName(6) == "June"
    assert QCoreApplication.translate("MainWindow", "Quota") == "Quota"


def test_a_file_that_is_no_translation_leaves_english(locale: None, tmp_path: Path) -> None:
    (tmp_path / "dialnexa-console_hi.qm").write_bytes(b"not a translation")
    assert use_language("hi", str(tmp_path)) is None
    assert QCoreApplication.translate("MainWindow", "Quota") == "Quota"
