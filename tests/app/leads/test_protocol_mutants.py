"""Faults put into the upload protocol, each of which its properties find.

Every entry of `MUTANTS` is carried out on the source text in memory; then the programs of `test_protocol_properties.py`
run on it until one of them goes wrong. One that survives shows that something is not asked of the protocol.

| Mutant | The fault |
|---|---|
| counts that do not add up | a success that accounts for fewer rows than were sent is taken for one |
| cut while sending | a request that was cut off in its middle counts as not sent |
| lost answer | a request that got no answer counts as not sent |
| 503 | a server error counts as a refusal |
| odd page | an answer that cannot be read counts as a refusal |
| no look at a refusal | what a refused file has left in the campaign is not looked for |
| refused at once | a refused file is on record as refused before the counter was read |
| grown enough | a counter that has grown by more than was sent proves that all are there |
| grown too little | a counter that has grown by less than was sent proves that nothing is |
| unreadable | a counter that cannot be read proves that nothing is there |
| one look | a counter that has not moved is believed at once |
| no quiet | the counter is read at once, while rows may still be stored |
| old enough | an upload is old by its beginning, however long it waited for its turn |
| interrupted is old | one that was interrupted is taken for long over |
| anything proves | a counter that proves nothing proves that all are there |
| settled again | looking again settles what is not open |
| started late | the first byte leaves unnoticed |
| closed, not sent | an upload whose window is closed counts as not sent, however far it was |
| cancelled, not sent | one that is cancelled counts as not sent, however far it was |
| tried again | a request without an answer is sent once more |
| no counter before | the counter of before is not on record |
| rows not kept | the rows are not kept |
| not told | nobody is told that the record could not be written |
| guess | a refusal whose counter cannot be read counts as one |
| limited is unknown | a 429 leaves a question |
| not under way | an upload is on record as not sent when its first byte leaves |
| next please | an open question does not keep the next upload back |
| two at once | an upload under way does not keep the next one back |
| crash, not sent | what was under way at a crash counts as not sent |
| crash unnoticed | what was under way at a crash stays so |
| numbers not kept | the numbers that arrived are not on record |
| rows let go | the rows of an upload that was not sent are let go of by the next one |
| not durable | what is written is not committed |
| aside is free | numbers that were put aside are no longer doubtful |
| unknown is free | numbers without a known outcome may be sent again |
| no lock | a second console may send at the same time |
| no rest | a second console sends while rows of the first may still be stored |
| disturbed | the counter is believed although another console has moved it |
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.app.leads.mutants import core_with
from tests.app.leads.programs import Step, live
from tests.app.leads.simulated import Core
from tests.app.leads.test_protocol_properties import TELLING, folders, programs

__all__ = ["folders"]

# After the programs that are told; all die among those today.
EXAMPLES = 100

MUTANTS: dict[str, list[tuple[str, str]]] = {
    "counts that do not add up": [
        (r"counts\.created \+ counts\.skipped == rows", "counts.created + counts.skipped <= rows")
    ],
    "cut while sending": [(r"error\.sent is Sent\.NOTHING", "error.sent in (Sent.NOTHING, Sent.PART)")],
    "lost answer": [(r"error\.sent is Sent\.NOTHING", "error.sent is not Sent.ANSWERED")],
    "503": [(r"frozenset\(\{400, 401,", "frozenset({503, 400, 401,")],
    "odd page": [(r"frozenset\(\{400, 401,", "frozenset({200, 400, 401,")],
    "no look at a refusal": [(r"frozenset\(\{400, 409, 422\}\)", "frozenset()")],
    "refused at once": [
        (
            r"(if look:\n +remark = await self\._note\(self\._ledger\.)unknown\(self\._id, cause\.kept\)\)",
            r"\1refuse(self._id, cause.kept))",
        ),
        (r"remark = await self\._note\(self\._ledger\.refuse\(self\._id, cause\.kept, refusals\)\) or remark", "pass"),
        (
            r"else:\n( +)(state, sentence = UploadState\.UNKNOWN, unknown)",
            r"else:\n\1await self._note(self._ledger.unknown(self._id, cause.kept))\n\1\2",
        ),
    ],
    "grown enough": [(r"after - before == rows", "after - before >= rows")],
    "grown too little": [(r"if after == before else", "if after - before < rows else")],
    "unreadable": [(r"return Growth\.UNREADABLE\n", "return Growth.NONE\n")],
    "one look": [(r"if growth is Growth\.NONE and clock\.time\(\)[^\n]*:", "if False:")],
    "no quiet": [(r"await _wait\(clock, quiet_s, on_progress\)", "pass")],
    "old enough": [(r"ended_at = clock\.time\(\) if [^\n]*\n", "ended_at = record.began_at\n")],
    "interrupted is old": [(r"ended_at = clock\.time\(\) if [^\n]*\n", "ended_at = record.ended_at or 0\n")],
    "anything proves": [
        (r"_PROVED\.get\(growth, UploadState\.UNKNOWN\)", "_PROVED.get(growth, UploadState.CONFIRMED)")
    ],
    "settled again": [
        (r"if record\.state is UploadState\.SET_ASIDE:", "if False:"),
        (r"if record\.state is not UploadState\.UNKNOWN:\n +return outcome_of", "if False:\n        return outcome_of"),
        (
            r"if record\.state is not UploadState\.UNKNOWN:\n +return record\n",
            "if False:\n                return record\n",
        ),
        (r"(_end\([^)]*), \(UploadState\.UNKNOWN,\), total_after", r"\1, tuple(UploadState), total_after"),
        (r"(record\.rows, 0,) \(UploadState\.UNKNOWN,\)", r"\1 tuple(UploadState)"),
    ],
    "started late": [(r"self\._started = True", "self._started = done > 0")],
    "closed, not sent": [(r"if self\._started:\n( +return await self\._note)", r"if False:\n\1")],
    "cancelled, not sent": [(r"if self\._started:\n( +return await self\._by_evidence)", r"if False:\n\1")],
    "tried again": [
        (
            r"case _:\n( +)return await self\._by_evidence\(cause, quiet_s, second_look_s\)",
            r"case _:\n\1return await self.fly(None, quiet_s, second_look_s)",
        ),
    ],
    "no counter before": [(r"total_leads_before=before\.total_leads", "total_leads_before=None")],
    "rows not kept": [(r"content=payload\.content,\n( +single)", r"content=b'',\n\1")],
    "not told": [(r"return _not_recorded\(error\)\n( +return None)", r"return None\n\1")],
    "guess": [(r"and self\._before is None", "")],
    "limited is unknown": [(r"\(RateLimitedError, QueueFullError", "(QueueFullError")],
    "not under way": [
        (r"UploadState\.INFLIGHT, self\._clock\.time\(\), numbers", "UploadState.NOT_SENT, self._clock.time(), numbers")
    ],
    "next please": [(r"\(campaign_id, \*_?OPEN_STATES\)", "(campaign_id, UploadState.INFLIGHT, UploadState.INFLIGHT)")],
    "two at once": [(r"\(campaign_id, \*_?OPEN_STATES\)", "(campaign_id, UploadState.UNKNOWN, UploadState.UNKNOWN)")],
    "crash, not sent": [
        (
            r"\(UploadState\.UNKNOWN, sentences\.REASON_INTERRUPTED,",
            "(UploadState.NOT_SENT, sentences.REASON_INTERRUPTED,",
        )
    ],
    "crash unnoticed": [
        (
            r"\(UploadState\.UNKNOWN, sentences\.REASON_INTERRUPTED,",
            "(UploadState.INFLIGHT, sentences.REASON_INTERRUPTED,",
        )
    ],
    "numbers not kept": [(r"for number in unpack\(packed\)\),\n", "for number in ()),\n")],
    "rows let go": [
        (
            r"\(UploadState\.CONFIRMED,( UploadState\.REFUSED)?\)(,?\n +\)\n +marks)",
            r"(UploadState.NOT_SENT,\1)\2",
        )
    ],
    "not durable": [(r"(raise\n +)database\.execute\(\"commit\"\)", r"\1database.execute('rollback')")],
    "aside is free": [(r"(_DOUBTFUL: Final = [^\n]*), UploadState\.SET_ASIDE", r"\1, UploadState.UNKNOWN")],
    "unknown is free": [(r"(_DOUBTFUL: Final = [^\n]*)UploadState\.UNKNOWN", r"\1UploadState.INFLIGHT")],
    "no lock": [(r"if not lock_file\(file\) or not self\._is_free\(file\):", "if False:")],
    "no rest": [(r"REST_S: Final = 60\.0", "REST_S: Final = 0.0")],
    "disturbed": [(r"return not note or note\[0\] == self\._mark", "return True")],
}


class _Killed(Exception):
    """The mutant did something that must not be."""


def programs_until_it_dies(core: Core, folders: Iterator[Path]) -> int | None:
    """How many programs it takes until one goes wrong; None if none does."""
    count = 0
    for tells_total, program in itertools.product((True, False), TELLING):
        count += 1
        try:
            live(core, next(folders), program, tells_total=tells_total)
        except Exception:
            return count

    @seed(1)
    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
    )  # fmt: skip
    @given(program=programs, tells_total=st.sampled_from([True, True, True, False]))
    def look(program: list[Step], tells_total: bool) -> None:
        nonlocal count
        count += 1
        try:
            live(core, next(folders), program, tells_total=tells_total)
        except Exception as problem:
            raise _Killed from problem

    try:
        look()
    except _Killed:
        return count
    return None


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutant_is_found_out(folders: Iterator[Path], name: str) -> None:
    assert programs_until_it_dies(core_with(MUTANTS[name]), folders) is not None, f"nothing is asked that finds: {name}"


def test_the_list_is_that_of_the_mutants() -> None:
    assert re.findall(r"^\| (.+?) \|", __doc__ or "", re.MULTILINE)[1:] == list(MUTANTS)


def test_without_a_fault_it_lives(folders: Iterator[Path]) -> None:
    for program in ([Step()], [Step(killed_at=9), Step(first=5)]):
        live(core_with([]), next(folders), program)
