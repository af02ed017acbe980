"""What an answer means for the quota of a key: its headers as they stand, those of a scarcer count, or a guess.

Owns: choosing between the three. Leaves to others: many counts (`scopes.py`), guessing (`rhythm.py`), the window.
"""

from __future__ import annotations

from app.quota.flights import Flight
from app.quota.headers import QuotaReading
from app.quota.rhythm import Rhythm
from app.quota.scopes import Scopes
from app.quota.window import Window


class Interpreter:
    """Reads every answer of one key.

    Attributes:
        is_guessed: What is known of the window is a guess: the server says nothing.
    """

    __slots__ = ("_rhythm", "_scopes", "is_guessed")

    def __init__(self) -> None:
        self._rhythm = Rhythm()
        self._scopes = Scopes()
        self.is_guessed = False

    @property
    def tells_of_others(self) -> bool:
        """Whether unexplained drops of what remains are others' doing."""
        return not (self.is_guessed or self._scopes.is_split)

    def read(
        self, flight: Flight, window: Window, now: float, reading: QuotaReading, *, is_refused: bool, ends_pause: bool
    ) -> QuotaReading:
        """What to go by after this answer.

        Args:
            flight: Its request.
            window: What is known so far; where a guess has ended, it is made to forget.
            now: When it arrived.
            reading: What its headers say.
            is_refused: It is a 429.
            ends_pause: It is the first after a pause.
        """
        if reading.remaining is not None:
            self.is_guessed = False
            return self._scopes.binding(reading, window.clock, sent_at=flight.sent_at, now=now)
        if window.remaining is not None and not self.is_guessed:
            return reading  # it has said something before
        if is_refused:
            self._rhythm.refuse(sent_at=flight.sent_at, now=now, retry_after_s=reading.retry_after_s)
            return reading
        guess = self._rhythm.answer(
            sent_at=flight.sent_at, now=now, ends_pause=ends_pause, meets_new_window=flight.meets_new_window
        )
        if guess is None:
            if self.is_guessed:
                window.forget()
                self.is_guessed = False
            return reading
        self.is_guessed = True
        return guess
