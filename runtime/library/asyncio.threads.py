"""Ouro has no threads."""

__all__ = ("to_thread",)


async def to_thread(func, /, *args, **kwargs):
    """Refused: there is no other thread that could run func."""
    raise RuntimeError("asyncio.to_thread is not supported: Ouro has no threads")
