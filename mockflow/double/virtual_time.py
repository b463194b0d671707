"""Waiting without waiting: sleeps that move a world's clock instead."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, SupportsIndex


@contextmanager
def virtual_time(advance: Callable[[float], object]) -> Iterator[None]:
    """Within it, ``time.sleep`` and ``asyncio.sleep`` return at once and hand on how long they were to wait."""
    real_sleep, real_async_sleep = time.sleep, asyncio.sleep

    def sleep(seconds: float | SupportsIndex, /) -> None:
        wait = float(seconds)
        if wait < 0:
            raise ValueError("sleep length must be non-negative")  # as time.sleep says it
        if wait > 0:
            advance(wait)

    async def async_sleep(delay: float, result: Any = None) -> Any:
        if delay > 0:
            advance(delay)
        return await real_async_sleep(0, result)

    time.sleep, asyncio.sleep = sleep, async_sleep
    try:
        yield
    finally:
        time.sleep, asyncio.sleep = real_sleep, real_async_sleep
