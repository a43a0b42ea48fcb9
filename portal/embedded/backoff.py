"""How long to wait before a child that ended is started again, and when to stop trying."""

from dataclasses import dataclass

LONGEST_WAIT = 30.0
ATTEMPTS = 8
LIFE_THAT_COUNTS = 30.0


@dataclass
class Backoff:
    """Waits 1, 2, 4 … 30 seconds; a child that lived for half a minute starts afresh."""

    attempts: int = 0

    def delay_after(self, life: float) -> float | None:
        """Seconds to wait after a life of so many seconds; None when enough has been tried."""
        if life >= LIFE_THAT_COUNTS:
            self.attempts = 0
        if self.attempts >= ATTEMPTS:
            return None
        self.attempts += 1
        return min(2.0 ** (self.attempts - 1), LONGEST_WAIT)
