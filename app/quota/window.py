"""The present rate-limit window of one key, as far as the answers tell.

Owns: limit, remaining, the end of the window and its length; which answers belong to an earlier window; how late after
its announced end a window is taken as over; what other users of the key spend.
Leaves to others: pauses after a 429 (`pause.py`), who may send (`core.py`). Free of I/O; instants are passed in,
seconds of the monotonic clock.
"""

from __future__ import annotations

import enum
from typing import Final

from app.quota.headers import QuotaReading, Reset
from app.quota.server_clock import ServerClock

EAGER_S: Final = 0.05
"""How late after the announced reset a request somebody waits for may leave."""

ROUNDED_S: Final = 1.05
"""The same, once the server has been seen to round its reset down to whole seconds."""

_BLIND_WAIT_S: Final = 1.0  # nothing remaining and no reset announced: try again after this
_JITTER_S: Final = 1.5  # resets of one window differ by up to a second of rounding and the time on the way
_MOST_LOST: Final = 32
_OTHERS_FADE: Final = 0.5  # from window to window, of what others have been seen to send
_PAST_S: Final = 2.0  # a reset this far in the past is a clock gone wrong
_EARLY_S: Final = 0.1  # a window that opens this much before its announced time: that had been rounded up
_PROMPT_S: Final = 0.2  # a window opened this soon after the last answer of the one before was opened in good order
_SLACK_S: Final = 0.3  # by which a promptly opened window may still have been opened late


class Learned(enum.Enum):
    """What an answer told about the window."""

    NOTHING = enum.auto()  # no usable headers
    EARLIER = enum.auto()  # it belongs to a window that is over
    SAME = enum.auto()
    NEW = enum.auto()


class Window:
    """What is known about the present window."""

    __slots__ = (
        "_announced_at",
        "_is_exact",
        "_late_s",
        "_lost",
        "_offset",
        "_opened_after",
        "_opened_at",
        "_opens_early",
        "_others",
        "_reset",
        "_rounds_down",
        "_sent_at",
        "_whole_s",
        "clock",
        "is_over",
        "length_s",
        "limit",
        "number",
        "own",
        "read_at",
        "remaining",
        "resets_at",
        "unexplained",
        "usual_others",
    )

    def __init__(self) -> None:
        self.clock = ServerClock()
        self.limit: int | None = None
        self.remaining: int | None = None  # least seen in this window
        self.resets_at: float | None = None
        self.length_s: float | None = None
        self.is_over = False  # its end has passed and nothing is known of the next one
        self.unexplained = 0
        self._reset: Reset | None = None
        self.read_at = 0.0  # when the latest answer of this window arrived
        self.usual_others = 0.0  # requests that others have been seen to send in a window
        self._lost: list[float] = []  # when requests ended without an answer: they may have been counted
        self._late_s: float | None = None
        self._rounds_down = False
        self.number = 0  # of the present window: they are counted as they are seen
        self._announced_at: float | None = None  # the end as the server said; `resets_at` may be known to be earlier
        self._opened_at: float | None = None
        self._opened_after: float | None = None  # a request of the window before left then; None: never seen it open
        self._sent_at = 0.0  # when the latest request left that is known to belong to this window
        self._opens_early = False
        self._is_exact = False
        self._whole_s: int | None = None  # length of a window in whole seconds, at most one too long
        self.own = 0  # requests of ours that this window may have counted
        self._others = 0
        self._offset = 0  # spent before our first look at the first window

    @property
    def others(self) -> int:
        """Requests in this window that others must have sent."""
        return self._others

    @property
    def end_mark(self) -> float:
        """When the window ends, in the words of the server where it tells a time; 0 while unknown."""
        if self._reset is not None and self._reset.is_unix:
            return self._reset.value
        return self._announced_at or 0.0

    # What may be spent

    def left(self, unanswered: int) -> int | None:
        """Requests that may still leave in this window: `unanswered` ones and those lost count as spent."""
        if self.remaining is None:
            return None
        return self.remaining - unanswered - len(self._lost)

    @property
    def opens_at(self) -> float | None:
        """When a request somebody waits for may take the window as over; None if the end is not known."""
        if self.resets_at is None:
            return None
        return self.resets_at + (ROUNDED_S if self._rounds_down else EAGER_S)

    @property
    def surely_opens_at(self) -> float | None:
        """The same for work that nobody waits for: late by the second that a server may have rounded off.

        In short windows a whole second would be a large part of the quota: there, a sixtieth has to do, and the first
        429 at a reset teaches better.
        """
        if self.resets_at is None:
            return None
        return self.resets_at + self._careful_s

    @property
    def _careful_s(self) -> float:
        if self._rounds_down:
            return ROUNDED_S
        if self._reset is None or self._is_exact:
            return EAGER_S
        if self._late_s is not None:
            return self._late_s
        if self.length_s is None:
            return ROUNDED_S
        # The first window seen may have been the end of a long one.
        return min(ROUNDED_S, EAGER_S + self.length_s / (10 if self.number < 2 else 60))

    # What happened

    def spend(self) -> None:
        """A request of ours leaves."""
        self.own += 1

    def unspend(self) -> None:
        """A request that had been let go did not leave after all."""
        self.own = max(0, self.own - 1)

    def lose(self, now: float) -> None:
        """A request ended without an answer: it may have been counted, until a later answer or the reset tells."""
        self._lost.append(now)
        if self.remaining is None:
            del self._lost[:-_MOST_LOST]  # a server that says nothing would let them pile up

    def forget(self) -> None:
        """The server has stopped telling: nothing is known any more."""
        self.remaining = None
        self.resets_at = None
        self.is_over = False
        self._reset = None
        self._lost.clear()

    def end(self) -> None:
        """The end has passed: the next window is taken to be full until an answer tells."""
        self.is_over = True
        self._lost.clear()

    def refuse(self) -> None:
        """A 429 that says nothing of the quota: nothing remains, whatever was counted."""
        if self.remaining is not None and not self.is_over:
            self.remaining = 0

    def learn(
        self,
        reading: QuotaReading,
        *,
        sent_at: float,
        now: float,
        unanswered: int,
        afresh: bool = False,
        is_sole: bool = True,
    ) -> Learned:
        """Take in the headers of one answer.

        Args:
            reading: What they say.
            sent_at: When its request left.
            now: When it arrived.
            unanswered: Requests still on their way, this one not among them.
            afresh: It is the first answer after a pause: what remains is what it says, even if that is more.
            is_sole: It is of the only count there is; else it tells nothing of other users.
        """
        if reading.limit is not None:
            if self.limit is not None:
                self._offset += reading.limit - self.limit
            self.limit = reading.limit
        if reading.remaining is None:
            return Learned.NOTHING
        reset, resets_at = reading.reset, None
        if reset is not None:
            resets_at = self.clock.to_monotonic(reset.value) if reset.is_unix else now + reset.value
        learned = self._place(reset, resets_at, sent_at, now)
        if learned is Learned.EARLIER:
            return learned
        if resets_at is not None and resets_at < now - _PAST_S:
            reset = resets_at = None
        if self._lost:
            self._lost = [lost_at for lost_at in self._lost if lost_at > sent_at]
        if afresh:
            self.remaining = None if learned is Learned.SAME else self.remaining
        if learned is Learned.NEW:
            # Only a window that followed the last one in good order tells what others spent in it.
            is_next = not afresh and self.resets_at is not None and now > self.resets_at - _JITTER_S
            self._open(reading.remaining, reset, resets_at, sent_at, now)
            self._sent_at = sent_at
            self.own = unanswered + 1
            spent = (self.limit or 0) - reading.remaining
            # In doubt ours: those unanswered may or may not be among the spent ones.
            self.usual_others = max(self._others, self.usual_others * _OTHERS_FADE) if is_sole else 0.0
            is_next = is_next and is_sole
            self._others, self._offset = (max(0, spent - self.own), 0) if is_next else (0, max(0, spent - 1))
            self.unexplained += self._others
        else:
            self._go_on(reading.remaining, reset, resets_at, sent_at, now, is_sole=is_sole)
            self._sent_at = max(self._sent_at, sent_at)
        self.read_at = now
        if self.resets_at is not None:
            self.length_s = max(self.length_s or 0.0, self.resets_at - now)
        return learned

    def opened_late(self) -> None:
        """A request sent after the announced end still met the old window: the server rounds down, or the clock is off.

        From here on every window gets the full second, and the `Date` headers are preferred to this machine's clock.
        """
        self._rounds_down = True
        self._opens_early = False
        self.clock.distrust_local()

    # How answers are placed

    def _place(self, reset: Reset | None, resets_at: float | None, sent_at: float, now: float) -> Learned:
        """Which window an answer belongs to.

        Answers overtake each other. What was sent after the latest reading had arrived is later at the server too.
        """
        if self.remaining is None:
            return Learned.NEW
        is_later = sent_at >= self.read_at
        if resets_at is None or self.resets_at is None or reset is None:
            if self.resets_at is None:
                return Learned.NEW if is_later else Learned.SAME
            return Learned.NEW if sent_at >= self.resets_at else Learned.SAME
        if self._reset is not None and reset.is_unix and self._reset.is_unix:
            ahead = reset.value - self._reset.value  # exact, whatever is learnt about the clocks meanwhile
        else:
            ahead = resets_at - self.resets_at
        jitter = min(_JITTER_S, 0.4 * (self.length_s or _JITTER_S))
        if ahead > jitter:
            return Learned.NEW
        if ahead < -jitter:
            return Learned.NEW if is_later else Learned.EARLIER
        return Learned.SAME

    def _open(self, remaining: int, reset: Reset | None, resets_at: float | None, sent_at: float, now: float) -> None:
        """The first answer of a new window."""
        if self.resets_at is not None and resets_at is not None:
            lateness = now - self.resets_at
            if sent_at - self.resets_at < self._careful_s and abs(lateness) < 2 * ROUNDED_S:
                # It was open this early: less care is needed, but one lucky moment does not prove it all.
                self._late_s = min(self._careful_s, max(EAGER_S, lateness, self._careful_s / 2))
        self._learn_length(reset, resets_at, sent_at, now)
        self.number += 1
        self.remaining = remaining
        self.is_over = False
        self._set_end(reset, resets_at, now)

    def _go_on(
        self, remaining: int, reset: Reset | None, resets_at: float | None, sent_at: float, now: float, *, is_sole: bool
    ) -> None:
        """One more answer of the known window."""
        if self.resets_at is not None and sent_at > self.resets_at + EAGER_S:
            self.opened_late()
            if self.is_over and (self.opens_at or now) > now:
                self.is_over = False
        if self.remaining is None or remaining < self.remaining:
            self.remaining = remaining
        if resets_at is not None:
            if reset is not None and not reset.is_unix and self.resets_at is not None:
                resets_at = min(resets_at, self.resets_at)  # the shortest way home is the most exact
            self._set_end(reset, resets_at, now)
        if self.limit is not None and is_sole:
            others = self.limit - remaining - self.own - self._offset
            if others > self._others:
                self.unexplained += others - self._others
                self._others = others

    def _learn_length(self, reset: Reset | None, resets_at: float | None, sent_at: float, now: float) -> None:
        """Where windows open before their announced time, a whole second in each would be left unused.

        Many servers open a window with its first request and round its end up to whole seconds. Windows last whole
        seconds: from the moment that one was opened, its end is known better than it is announced.
        """
        announced_at, self._opened_at = self._announced_at, now
        opened_after, self._opened_after = self._opened_after, None if self.number == 0 else self._sent_at
        if announced_at is None or resets_at is None or reset is None or not (reset.is_unix and reset.is_whole):
            return  # seconds left, rounded, move about by themselves; what is not rounded is what it says
        if _EARLY_S < announced_at - now < 1.0 + _SLACK_S and not self._rounds_down:
            self._opens_early = True
        is_prompt = sent_at < max(announced_at, self.read_at) + _PROMPT_S and now - sent_at < _PROMPT_S / 2
        length = int(resets_at - sent_at + _SLACK_S)
        if self._opens_early and opened_after is not None:
            length = min(length, int(now - opened_after + _SLACK_S))  # it cannot have lasted longer than that
        if is_prompt and length >= 1 and (self._whole_s is None or length < self._whole_s):
            self._whole_s = length

    def _set_end(self, reset: Reset | None, resets_at: float | None, now: float) -> None:
        self._reset = reset
        if resets_at is None and self.remaining == 0:
            resets_at = now + _BLIND_WAIT_S
        self._announced_at = resets_at
        self._is_exact = reset is not None and not reset.is_whole
        is_rounded = reset is not None and reset.is_unix and reset.is_whole
        if (
            self._opens_early
            and is_rounded
            and resets_at is not None
            and self._whole_s is not None
            and self._opened_at is not None
        ):
            # Rounding makes a second at most; what differs more is another kind of window.
            surely_over_at = self._opened_at + self._whole_s
            if resets_at - 1.0 - _SLACK_S < surely_over_at < resets_at:
                resets_at = surely_over_at
                self._is_exact = True
        self.resets_at = resets_at
