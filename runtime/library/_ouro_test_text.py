"""Exceptions of tests as text: nothing of the test is kept."""

import traceback

_ours = ("<library>/_ouro_test", "<library>/memtest", "<library>/_memtest",
         "<library>/unittest", "<library>/asyncio", "<library>/contextlib")


def told(error, path):
    """(the exception in a line, its traceback, the last line of the file that this goes through)"""
    try:
        return _summary(error), _failure(error), line_in(error, path)
    except MemoryError:
        # Perhaps what its frames hold has filled the memory; to clear the first ones takes none.
        traceback.clear_frames(error.__traceback__)
        for one in _chain(error):
            traceback.clear_frames(one.__traceback__)
        return _summary(error), _failure(error), line_in(error, path)


def _chain(error):
    """The exception, and those that it comes from or consists of."""
    seen, todo = set(), [error]
    while todo:
        one = todo.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            yield one
            todo += [one.__cause__, one.__context__, *getattr(one, "exceptions", ())]


def _failure(error):
    """The traceback without the runner's own entries, which the text ends the life of."""
    text = "".join(traceback.format_exception(_without_ours(error)))
    return text.rstrip("\n")


def _without_ours(error):
    for one in _chain(error):
        entry, kept = one.__traceback__, []
        while entry is not None:
            if not entry.tb_frame.f_code.co_filename.startswith(_ours):
                kept.append(entry)
            entry = entry.tb_next
        for entry, following in zip(kept, kept[1:] + [None]):
            entry.tb_next = following
        one.__traceback__ = kept[0] if kept else None
    return error


def _summary(error):
    """The exception in a line; of an assertion without a text of its own, what has failed."""
    notes = getattr(error, "__notes__", None)
    if type(error) is AssertionError and not error.args and notes and isinstance(notes[0], str):
        return "AssertionError: " + notes[0].strip().split("\n")[0]
    if isinstance(error, SyntaxError):
        return f"{type(error).__name__}: {error.msg}"
    lines = traceback.format_exception_only(type(error), error)
    return lines[0].strip().split("\n")[0]


def line_in(error, path):
    """The last line of the file that the traceback goes through; None if it doesn't."""
    if isinstance(error, SyntaxError) and error.filename == path:
        return error.lineno or 1
    line, entry = None, error.__traceback__
    while entry is not None:
        if entry.tb_frame.f_code.co_filename == path:
            line = entry.tb_lineno
        entry = entry.tb_next
    return line


def stack(frame, path):
    """(how the frame was reached, without the runner's own, the last line of the file)"""
    frames, line = [], None
    while frame is not None:
        if not frame.f_code.co_filename.startswith(_ours):
            frames.append((frame, frame.f_lineno))
            if line is None and frame.f_code.co_filename == path:
                line = frame.f_lineno
        frame = frame.f_back
    summary = traceback.StackSummary.extract(reversed(frames))
    return "Stack (most recent call last):\n" + "".join(summary.format()).rstrip("\n"), line
