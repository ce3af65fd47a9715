"""Runs tests, one after the other. What a test made is dropped before the next one begins."""

import io
import sys
import time

import memory
import memtest
import _ouro_test_fixture as fixture
import _ouro_test_loop
import _ouro_test_memory
import _ouro_test_text as text


class Result:
    """What became of one test: only text and numbers, nothing of the test itself."""

    __slots__ = ("outcome", "summary", "details", "line", "output", "seconds")

    def __init__(self):
        self.outcome = "passed"        # passed, failed, error, skipped, expected
        self.summary = ""              # in a line
        self.details = ""              # a traceback, a report about memory
        self.line = None
        self.output = ""
        self.seconds = 0.0

    @property
    def is_bad(self):
        return self.outcome in ("failed", "error")

    def fail(self, outcome, summary, details, line):
        """The first failure names the test's outcome, further ones are added to it."""
        if self.is_bad:
            self.details += "\n\n" + details
            return
        self.outcome, self.summary, self.details, self.line = outcome, summary, details, line


class Runner:
    def __init__(self, items, options, reporters):
        self.items = items
        self.options = options
        self.reporters = reporters
        self.counts = {"passed": 0, "failed": 0, "skipped": 0, "expected": 0}
        self.failed_ids = []
        self.durations = []
        self.interrupted = ""              # where
        self.limited = False               # the limit of time or steps was reached
        self.left = len(items)             # not run
        self.files = fixture.Files()
        _ouro_test_loop.use()
        self.watch = _ouro_test_memory.Watch(options) if options.memory else \
            _ouro_test_memory.Blind(options)

    def run(self):
        for reporter in self.reporters:
            reporter.begin(self.items)
        item = None
        try:
            for number, item in enumerate(self.items, 1):
                self.one(number, item)
                self.left -= 1
                self.limited = memory._limit_was_reached()
                if self.limited or self.options.stop and self.counts["failed"]:
                    break
        except KeyboardInterrupt as error:
            line = text.line_in(error, item.file.path) or item.line
            self.interrupted = f"in {item.id} ({item.file.path}:{line})"
        try:
            for path, error in self.files.finish():
                self.counts["failed"] += 1
                for reporter in self.reporters:
                    reporter.trouble(path, error)
        except KeyboardInterrupt:
            self.interrupted = self.interrupted or "when all was over"

    def one(self, number, item):
        for reporter in self.reporters:
            reporter.start(number, item)
        result = self.result_of(item)
        item.ran = True
        if result.is_bad:
            self.counts["failed"] += 1
            self.failed_ids.append(item.key)
        else:
            self.counts[result.outcome] += 1
        self.durations.append((result.seconds, item.id))
        for reporter in self.reporters:
            reporter.end(number, item, result)

    def result_of(self, item):
        result = Result()
        if item.kind == "broken":
            result.fail("error", *item.function)
            return result
        if item.kind == "skipped":
            result.outcome, result.summary = "skipped", item.function
            return result
        marks = item.marks
        if "skip" in marks:
            result.outcome, result.summary = "skipped", marks["skip"]
            return result
        error = self.files.enter(item.file)
        if error is None and item.owner is not None:
            error = self.files.enter_class(item)
        if isinstance(error, memtest.Skip):
            result.outcome, result.summary = "skipped", str(error)
        elif error:
            result.fail("error", error.summary, str(error), error.line)
        else:
            self.measured(item, marks, result)
        return result

    def measured(self, item, marks, result):
        """The test between two looks at the heap."""
        capture = Capture() if self.options.capture else None
        self.watch.begin(marks)
        began = time.perf_counter()
        try:
            if self.options.oom_sweep:
                fixture.sweep(item, result, capture and capture.restart)
            else:
                fixture.run(item, result)
        finally:
            result.seconds = time.perf_counter() - began
            if capture:
                result.output = capture.end()
            leaks = [leak for leak in self.watch.end(result) or () if leak not in result.details]
        if memory._limit_was_reached() and not result.is_bad:
            told = "the limit of time or steps was reached"
            result.fail("error", told, told, item.line)
        if leaks:
            result.fail("failed", leaks[0].partition("\n")[0], "\n\n".join(leaks), item.line)
        self.expectation(marks, result)

    def expectation(self, marks, result):
        if "expected_failure" not in marks or result.outcome == "skipped":
            return
        reason = marks["expected_failure"]
        if result.is_bad:
            result.outcome = "expected"
            result.details = ""
            result.summary = reason or result.summary
        elif result.outcome == "passed":
            text = "it passed, but was expected to fail" + (f": {reason}" if reason else "")
            result.fail("failed", text, text, None)

    def close(self):
        for reporter in self.reporters:
            reporter.finish(self)


class Capture:
    """sys.stdout and sys.stderr held back."""

    def __init__(self):
        self.before = sys.stdout, sys.stderr
        self.restart()

    def restart(self):
        """What was printed so far is forgotten."""
        self.stream = sys.stdout = sys.stderr = Captured()

    def end(self):
        sys.stdout, sys.stderr = self.before
        self.stream.close()
        return self.stream.text


class Captured(io.StringIO):
    """A test may close it; the text is kept."""

    encoding = "utf-8"
    text = ""

    @property
    def buffer(self):
        """Made when it is asked for: kept, it would be in a ring with the stream."""
        return CapturedBytes(self)

    def close(self):
        if not self.closed:
            self.text = self.getvalue()
        super().close()


class CapturedBytes(io.BufferedIOBase):
    """What is written is text of the stream."""

    def __init__(self, stream):
        self._stream = stream

    def writable(self):
        return True

    def write(self, data):
        data = bytes(data)
        self._stream.write(data.decode("utf-8", "backslashreplace"))
        return len(data)
