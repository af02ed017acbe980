"""The decision: may a request leave now, and if not, when.

Owns: putting together what is known of the window, the pause, the requests in flight and the waiting line.
Leaves to others: futures, sleeping, listeners (`governor.py`). Free of I/O and of clocks: every instant is passed in,
seconds of the monotonic clock.

The floor. Background work may leave only while what is left stays above `floor_share * limit * time left / window`:
there is always something for a click, and nothing unused at the reset. It ends a second before the reset, and is
lifted once the whole backlog fits into what is left and leaves the emergency share untouched. The backlog is what
waits and what was announced (`expect`); for work that asks for its next request only after the last answer, as many
again as came that way in this window.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from app.quota.flights import Announcement, Flight
from app.quota.headers import LONGEST_WAIT_S, QuotaReading
from app.quota.interpreting import Interpreter
from app.quota.pause import Pause
from app.quota.priorities import Activity, Priority
from app.quota.shares import Share, Standing
from app.quota.snapshot import QuotaSnapshot
from app.quota.window import Learned, Window

PROBE_PATIENCE_S: Final = 5.0
"""A probe that has not come back after this is joined by another one: it may be an upload that takes minutes."""

_FIRST_IN_FLIGHT: Final = 2  # with nothing known about the quota
_GROWS_AFTER: Final = 64  # answers until one more may be in flight, once a 429 has shown that there is a limit
_EMERGENCY_SHARE: Final = 2  # requests that uploads and background work leave alone
_FLOOR_ENDS_S: Final = 1.0  # before the reset; in short windows a twentieth of it
_A_MOMENT_S: Final = 0.001  # a wake-up never lies in the past, else a timer would spin


class Decision(NamedTuple):
    """Either `priority` names whose head goes next, or `until` says when to ask again (None: after an answer)."""

    priority: Priority | None
    until: float | None = None


class QuotaCore:
    """The state of one key's quota and the rules for spending it."""

    def __init__(self, *, floor_share: float, max_in_flight: int) -> None:
        self.floor_share = floor_share
        self.max_in_flight = max_in_flight
        self.window = Window()
        self.pause = Pause()
        self._interpreter = Interpreter()
        self.held: int | None = None  # requests of this window that are ours beside other consoles; None: all
        self.is_short = False  # something waits for more of them
        self.spent: dict[Activity, int] = dict.fromkeys(Activity, 0)
        self.spent_in_window: dict[Activity, int] = dict.fromkeys(Activity, 0)
        self._flights: set[Flight] = set()
        self._unanswered = 0
        self._allowed = _FIRST_IN_FLIGHT  # in flight while nothing is known about the quota
        self._grows_after = 1  # answers until it is one more
        self._grown_by = 0  # answers towards that
        self._probes = 0
        self._probed_at = 0.0
        self._announced: tuple[list[Announcement], ...] = tuple([] for _ in Priority)
        self._background_done = False  # a background request of this window has come back
        self._followers = 0  # background requests that came after one had come back
        # A click finds a free connection while housekeeping is busy; a Pause always finds one.
        shared = max_in_flight - 1 if max_in_flight >= 4 else max_in_flight
        self._most_in_flight = (max_in_flight + 2, max_in_flight, shared, shared)

    # Asking

    def decide(self, now: float, waiting: Sequence[int]) -> Decision:
        """Who may leave now.

        Args:
            now: The instant.
            waiting: How many wait, by priority.
        """
        if waiting[0]:
            priority = Priority.EMERGENCY
        elif waiting[1]:
            priority = Priority.INTERACTIVE
        elif waiting[2]:
            priority = Priority.UPLOAD
        elif waiting[3]:
            priority = Priority.BACKGROUND
        else:
            return Decision(None)
        # A lower priority's rules are stricter in everything, so nobody overtakes a head that has to wait.
        window, pause = self.window, self.pause
        if pause.until is not None:
            if now < pause.until:
                return Decision(None, pause.until)
            return self._decide_probe(now, priority)
        self.pass_time(now)
        if window.is_over:
            sure = window.surely_opens_at
            if priority >= Priority.UPLOAD and sure is not None and now < sure:
                return Decision(None, sure)
            return self._decide_probe(now, priority)
        if len(self._flights) >= self._most_in_flight[priority]:
            return Decision(None)
        left = window.left(self._unanswered)
        if left is None:
            spare = 2 if priority is Priority.EMERGENCY else 0
            return Decision(priority) if self._unanswered < self._allowed + spare else Decision(None)
        if left < 1:
            return Decision(None, self._over_for(priority))
        if self.held is not None and self.held <= window.own and priority is not Priority.EMERGENCY:
            self.is_short = True
            return Decision(None, self._over_for(priority))
        if priority <= Priority.INTERACTIVE:
            return Decision(priority)
        return self._decide_reserved(now, priority, left, waiting)

    def next_change(self, now: float) -> float | None:
        """When the snapshot will change by itself, or None."""
        if self.pause.is_on(now):
            return self.pause.until
        if self.window.is_over:
            return None
        return self.window.opens_at

    def pass_time(self, now: float) -> None:
        """Take note that the window has ended."""
        window = self.window
        if not window.is_over and (opens_at := window.opens_at) is not None and now >= opens_at:
            window.end()

    # Telling

    def arrive(self, priority: Priority) -> None:
        """A request asks for its turn."""
        if announced := self._announced[priority]:
            announced[0].count -= 1
            if announced[0].count <= 0:
                del announced[0]
        elif priority is Priority.BACKGROUND and self._background_done:
            self._followers += 1

    def announce(self, priority: Priority, count: int) -> Announcement:
        """`count` more requests will come."""
        announcement = Announcement(count)
        if count > 0:
            self._announced[priority].append(announcement)
        return announcement

    def withdraw(self, priority: Priority, announcement: Announcement) -> None:
        """What is left of an announcement will not come."""
        if announcement in self._announced[priority]:
            self._announced[priority].remove(announcement)

    def start(self, now: float, priority: Priority, activity: Activity) -> Flight:
        """The request that `decide` named leaves."""
        flight = Flight(priority, activity, now)
        if self.pause.until is not None or self.window.is_over:
            self._make_probe(flight, now)
        self._flights.add(flight)
        self._unanswered += 1
        self.window.spend()
        self.spent[activity] += 1
        self.spent_in_window[activity] += 1
        return flight

    def may_leave(self, flight: Flight, now: float) -> bool:
        """Whether a request that was let go may leave at last: its connection is there, its first byte is next.

        Making the connection took time, and what `decide` went by may have changed. Where this says no, `decide` does
        not name the same request again in the same moment, so nobody goes round in circles.
        """
        window, pause = self.window, self.pause
        if pause.is_on(now):
            return False
        self.pass_time(now)
        if pause.until is not None or window.is_over:
            if not flight.is_probe:
                sure = window.surely_opens_at if pause.until is None else None
                is_early = flight.priority >= Priority.UPLOAD and sure is not None and now < sure
                if is_early or self._is_probed(now):
                    return False
                self._make_probe(flight, now)
        else:
            left = window.left(sum(other.has_left and not other.is_answered for other in self._flights))
            if left is not None and left < 1:
                return False
        flight.has_left = True
        flight.sent_at = now
        return True

    def answer(self, flight: Flight, *, now: float, local_time: float, status: int, reading: QuotaReading) -> None:
        """An answer came back over the network, whatever its status.

        Args:
            flight: Its request.
            now: When, monotonic.
            local_time: When, Unix time by this machine.
            status: HTTP status.
            reading: What its headers say.
        """
        if flight.is_answered:
            return
        self._land(flight)
        window = self.window
        window.clock.learn(reading.date, sent_at=flight.sent_at, received_at=now, local_time=local_time)
        is_refused = status == 429
        ends_pause = not is_refused and self.pause.succeed(flight.sent_at)
        interpreter = self._interpreter
        reading = interpreter.read(flight, window, now, reading, is_refused=is_refused, ends_pause=ends_pause)
        learned = window.learn(
            reading,
            sent_at=flight.sent_at,
            now=now,
            unanswered=self._unanswered,
            afresh=ends_pause,
            is_sole=interpreter.tells_of_others and self.held is None,
        )
        if learned is Learned.NEW:
            self._open_window(flight)
            if self.held is not None:
                self.held = 0
        if is_refused:
            self._refuse(flight, now, reading, learned)
            return
        self._grow()
        if learned is Learned.NOTHING:
            if flight.is_probe:
                window.forget()
            else:
                window.lose(now)

    def finish(self, flight: Flight, now: float, *, has_left: bool = True) -> None:
        """A request is done with, answered or not.

        Args:
            flight: The request.
            now: The instant.
            has_left: False where no byte of it left this machine; else, unanswered, it counts as spent.
        """
        self._flights.discard(flight)
        if flight.is_answered:
            return
        self._land(flight)
        if has_left:
            self.window.lose(now)
            return
        self.window.unspend()
        self.spent[flight.activity] -= 1
        self.spent_in_window[flight.activity] = max(0, self.spent_in_window[flight.activity] - 1)

    # Sharing with other consoles

    def standing(self, waiting: Sequence[int]) -> tuple[int, Standing]:
        """The number of the present window, and how things stand in it."""
        window = self.window
        wanted = sum(waiting) + sum(announcement.count for line in self._announced for announcement in line)
        if (
            self._interpreter.is_guessed
            or window.is_over
            or window.limit is None
            or window.remaining is None
            or not window.end_mark
        ):
            return window.number, Standing(waiting=wanted)
        standing = Standing(
            limit=window.limit,
            window_end=window.end_mark,
            tolerance_s=min(1.5, 0.4 * (window.length_s or 1.5)),
            remaining=max(0, window.left(self._unanswered) or 0),
            spent=window.own,
            held=window.own if self.held is None else self.held,
            waiting=wanted,
            is_urgent=waiting[0] + waiting[1] > 0,
        )
        return window.number, standing

    def take_share(self, share: Share | None, number: int) -> bool:
        """What `standing` brought; None: every console for itself.

        Returns:
            Whether there is more to spend than before.
        """
        held = self.held
        if share is None or not share.partners:
            self.held = None
        elif number == self.window.number and not self.window.is_over:
            self.held = share.held
        elif held is None:
            self.held = 0
        return held is not None and (self.held is None or self.held > held)

    # Showing

    def snapshot(self, now: float, waiting: int) -> QuotaSnapshot:
        """All of it, frozen."""
        window, pause = self.window, self.pause
        self.pass_time(now)
        left = window.left(self._unanswered)
        resets_at, opens_at = window.resets_at, window.opens_at
        limit = window.limit
        if self._interpreter.is_guessed:
            limit = None
            if left is None or left > 0:  # where it holds requests back, it is shown
                left = resets_at = opens_at = None
        if left is not None and window.is_over:
            # Full again by the server's own word, until the next answer says more.
            left = None if limit is None else limit - self._unanswered
            resets_at = opens_at = None
        is_paused = pause.is_on(now)
        return QuotaSnapshot(
            limit=limit,
            remaining=None if left is None else max(0, left),
            resets_at=resets_at,
            paused_until=pause.until if is_paused else None,
            pause_s=pause.duration_s if is_paused else None,
            window_s=window.length_s,
            in_flight=len(self._flights),
            waiting=waiting,
            # After a pause a probe may leave whatever had remained before it.
            opens_at=opens_at if pause.until is None or opens_at is None else pause.until,
        )

    # The steps

    def _decide_probe(self, now: float, priority: Priority) -> Decision:
        """One request leaves alone and the others wait for its answer."""
        if self._is_probed(now):
            return Decision(None, self._probed_at + PROBE_PATIENCE_S)
        if len(self._flights) >= self._most_in_flight[priority]:
            return Decision(None)
        return Decision(priority)

    def _is_probed(self, now: float) -> bool:
        """Whether a probe is out that is still waited for."""
        return self._probes > 0 and now < self._probed_at + PROBE_PATIENCE_S

    def _make_probe(self, flight: Flight, now: float) -> None:
        flight.is_probe = True
        flight.meets_new_window = self.pause.until is None
        self._probes += 1
        self._probed_at = now

    def _decide_reserved(self, now: float, priority: Priority, left: int, waiting: Sequence[int]) -> Decision:
        """Whether an upload or background work may leave, with `left` >= 1 requests left."""
        window = self.window
        limit, resets_at = window.limit, window.resets_at
        if limit is None or resets_at is None or window.length_s is None:
            return Decision(priority)
        length_s = max(window.length_s, resets_at - now, _A_MOMENT_S)
        ends_s = min(_FLOOR_ENDS_S, length_s / 20)
        time_left = resets_at - now - ends_s
        share = min(_EMERGENCY_SHARE, limit // 8)
        # What others have been spending is theirs; of the rest, a share is kept for whoever is waited for.
        others = min(window.usual_others, limit)
        if unseen := others * max(0.0, now - window.read_at) / length_s:
            left -= math.ceil(unseen)
            if left < 1:
                return Decision(None, window.surely_opens_at)
            if unseen > 1 and self._unanswered:
                return Decision(None)  # its answer will tell what really is left
        if time_left <= 0:
            return Decision(priority)
        if priority is Priority.UPLOAD:
            return Decision(priority) if left > share else Decision(None, now + time_left + _A_MOMENT_S)
        coming = sum(announcement.count for line in self._announced for announcement in line)
        if sum(waiting) + coming + self._followers <= left - share - others * time_left / length_s:
            return Decision(priority)
        slope = (others + self.floor_share * (limit - others)) / length_s
        if left > share and left > slope * time_left:
            return Decision(priority)
        until = now + time_left if left <= share else now + time_left - left / (slope or 1.0)
        return Decision(None, max(now, until) + _A_MOMENT_S)

    def _over_for(self, priority: Priority) -> float | None:
        """When the window may be taken as over by requests of this priority."""
        return self.window.opens_at if priority <= Priority.INTERACTIVE else self.window.surely_opens_at

    def _grow(self) -> None:
        """An answer other than 429: some more may be in flight at once."""
        self._grown_by += 1
        if self._grown_by >= self._grows_after and self._allowed < self.max_in_flight:
            self._allowed += 1
            self._grown_by = 0

    def _land(self, flight: Flight) -> None:
        flight.is_answered = True
        self._unanswered -= 1
        if flight.is_probe:
            self._probes -= 1
        if flight.priority is Priority.BACKGROUND:
            self._background_done = True

    def _open_window(self, flight: Flight) -> None:
        """`flight` brought the first answer of a new window."""
        self._background_done = flight.priority is Priority.BACKGROUND
        self._followers = 0
        self.spent_in_window = dict.fromkeys(Activity, 0)
        self.spent_in_window[flight.activity] = 1
        for other in self._flights:
            if not other.is_answered:
                self.spent_in_window[other.activity] += 1

    def _refuse(self, flight: Flight, now: float, reading: QuotaReading, learned: Learned) -> None:
        """A 429 arrived."""
        window = self.window
        if flight.meets_new_window and learned is not Learned.NEW:
            window.opened_late()
        retry_after_s = reading.retry_after_s
        if reading.retry_at is not None:
            wait_s = window.clock.surely_past(reading.retry_at) - now
            retry_after_s = min(wait_s, LONGEST_WAIT_S) if wait_s > 0 else None
        opens_at = (
            None if self._interpreter.is_guessed else window.opens_at
        )  # so that the refusal tells when windows begin
        self.pause.refuse(now=now, sent_at=flight.sent_at, retry_after_s=retry_after_s, opens_at=opens_at)
        if reading.remaining is None:
            window.refuse()
        self._allowed, self._grows_after, self._grown_by = 1, _GROWS_AFTER, 0
