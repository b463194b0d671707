"""The threads that send: as many as webhooks have something to do, up to a bound, and none while there is nothing."""

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable
from threading import Condition, Lock, Thread
from weakref import WeakSet

MOST_THREADS = 256
_TICK = 0.5


class Workers:
    """Runs tasks on daemon threads, up to so many at once; further ones wait for their turn."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._running = 0
        self._queue: deque[Callable[[], None]] = deque()

    def run(self, task: Callable[[], None]) -> None:
        """Run this soon."""
        with self._lock:
            self._queue.append(task)
            if self._running >= self._most:
                return
            self._running += 1
        Thread(target=self._work, name="mockflow deliveries", daemon=True).start()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._queue:
                    self._running -= 1
                    return
                task = self._queue.popleft()
            task()


WORKERS = Workers(MOST_THREADS)


class Ticker:
    """Calls what waits for a time to come, twice a second, on a thread that ends when nothing waits."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._waiting: WeakSet[Waiting] = WeakSet()
        self._runs = False

    def watch(self, waiting: "Waiting") -> None:
        """Call ``tick`` of this until it says that nothing waits."""
        with self._changed:
            self._waiting.add(waiting)
            if not self._runs:
                self._runs = True
                Thread(target=self._work, name="mockflow retries", daemon=True).start()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait(_TICK)
                if not self._waiting:
                    self._runs = False
                    return
            self._tick()

    def _tick(self) -> None:
        with self._changed:
            waiting = list(self._waiting)
            self._waiting.clear()  # before they are asked: one may ask to be watched again meanwhile
        for each in waiting:
            if each.tick():
                self.watch(each)


class Waiting(ABC):
    """What a ticker may call."""

    @abstractmethod
    def tick(self) -> bool:
        """Do what is due; whether anything still waits."""


TICKER = Ticker()
