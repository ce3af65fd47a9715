"""Runs tests, one after the other. What a test made is dropped before the next one begins."""

import io
import sys
import time

import memory
import memtest
import _ouro_test_exit as process
import _ouro_test_files as files
import _ouro_test_ignored as ignored
import _ouro_test_memory
import _ouro_test_one as one
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
    def __init__(self, items, options, reporters, remember):
        self.items = items
        self.options = options
        self.reporters = reporters
        self.counts = {"passed": 0, "failed": 0, "skipped": 0, "expected": 0}
        self.failed_ids = []
        self.durations = []
        self.warnings = []                 # texts about what is no failure, but wrong
        self.ended = ""                    # before its time: by what, and where
        self.interrupted = False
        self.limited = False               # the limit of time or steps was reached
        self.left = len(items)             # not run
        self.files = files.Files()
        self.now = None                    # number, item, result, when it began
        self.state = None                  # that it began in
        self.remember = remember           # is told which have failed
        self.capture = Capture() if options.capture else NoCapture()
        self.watch = _ouro_test_memory.Watch(options) if options.memory else \
            _ouro_test_memory.Blind(options)

    def run(self):
        for reporter in self.reporters:
            reporter.begin(self.items)
        item = None
        try:
            for number, item in enumerate(self.items, 1):
                self.one(number, item)
                self.limited = memory._limit_was_reached()
                if self.limited or self.options.stop and self.counts["failed"]:
                    break
        except KeyboardInterrupt as error:
            line = text.line_in(error, item.file.path) or item.line
            self.interrupt(f"in {item.id} ({item.file.shown}:{line})")
        try:
            self.finish()
        except KeyboardInterrupt:
            self.interrupt("when all was over")

    def interrupt(self, where):
        if not self.interrupted:
            self.ended, self.interrupted = f"interrupted {where}", True

    def one(self, number, item):
        for reporter in self.reporters:
            reporter.start(number, item)
        self.now = number, item, Result(), time.perf_counter()
        try:
            self.decide(item, self.now[2])
            if process.is_child():
                self.come_back(item, self.now[2])
            self.note()
        finally:
            self.now = None

    def note(self):
        """What has become of the test that was run."""
        number, item, result, _ = self.now
        self.left -= 1
        item.ran = True
        if result.is_bad:
            self.counts["failed"] += 1
            self.failed_ids.append(item.key)
        else:
            self.counts[result.outcome] += 1
        self.durations.append((result.seconds, item.id))
        for reporter in self.reporters:
            reporter.end(number, item, result)

    def decide(self, item, result):
        marks = item.marks
        if item.kind == "broken":
            result.fail("error", *item.function)
        elif item.kind == "skipped":
            result.outcome, result.summary = "skipped", item.function
        elif "skip" in marks:
            result.outcome, result.summary = "skipped", marks["skip"]
        elif getattr(item.owner, "__unittest_skip__", False):
            result.outcome, result.summary = "skipped", item.owner.__unittest_skip_why__
        else:
            self.capture.begin()
            try:
                self.in_its_state(item, marks, result)
            finally:
                self.capture.end()
                result.output = self.capture.text
            if memory._limit_was_reached() and not result.is_bad:
                told = "the limit of time or steps was reached"
                result.fail("error", told, told, item.line)
            self.expectation(marks, result)

    def in_its_state(self, item, marks, result):
        error, self.state = self.files.enter(item)
        if isinstance(error, memtest.Skip):
            result.outcome, result.summary = "skipped", str(error)
        elif error:
            result.fail("error", error.summary, str(error), error.line)
        else:
            self.measured(item, self.state, marks, result)

    def measured(self, item, state, marks, result):
        """The test between two looks at the heap."""
        self.capture.end()
        self.capture.restart()
        state.begin()
        ignored.begin(self.options.oom_sweep)
        self.watch.begin(marks)
        began = time.perf_counter()
        try:
            if self.options.oom_sweep:
                one.sweep(item, result, state, self.capture.restart)
            else:
                one.run(item, result, state)
        finally:
            state.restore_builtins()
            result.seconds = time.perf_counter() - began
            self.capture.end()
            state.restore()
            leaks = self.watch.end(result)
            self.warnings += [f"{item.id}: {told}" for told in ignored.end()]
        leaks = leaks and [leak for leak in leaks if leak not in result.details]
        if leaks:
            result.fail("failed", leaks[0].partition("\n")[0], "\n\n".join(leaks), item.line)

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

    def finish(self):
        """Tears down what was set up for several tests."""
        for path, error, output in self.files.finish(self.capture):
            self.counts["failed"] += 1
            for reporter in self.reporters:
                reporter.trouble(path, error, output)

    def die(self, how):
        """The test, or what is torn down, is about to end the process."""
        self.ended = f"ended by {how}, when all was over"
        if self.state is not None:
            self.state.restore_builtins()
        self.capture.end()
        if self.now is not None:
            _, item, result, began = self.now
            result.seconds = time.perf_counter() - began
            result.output = self.capture.text
            told = f"it ended the process by {how}"
            stack, line = text.stack(sys._getframe(), item.file.path)
            result.fail("error", told, f"{told}\n{stack}", line)
            self.ended = f"ended by {how} in {item.id} ({item.file.shown}:{line or item.line})"
            self.note()
        self.close()

    def come_back(self, item, result):
        """In a process that the test has forked: the report is its parent's."""
        print(f"ouro test: a child process of {item.id} came back from the test and ends here: "
              f"{result.outcome}", *result.details.splitlines(), sep="\n", file=sys.__stderr__,
              flush=True)
        process.leave(1)

    def close(self):
        try:
            for reporter in self.reporters:
                reporter.finish(self)
        finally:
            self.remember(self.failed_ids)


class NoCapture:
    """sys.stdin, sys.stdout and sys.stderr as they are; what is put in their place is gone in the end."""

    text = ""                              # what was printed

    def begin(self):
        self.before = sys.stdin, sys.stdout, sys.stderr

    def restart(self):
        pass

    def end(self):
        sys.stdin, sys.stdout, sys.stderr = self.before


class Capture(NoCapture):
    """What is printed is held back, and nothing can be read."""

    stream = None
    nothing = None

    def begin(self):
        super().begin()
        self.text = ""
        self.restart()

    def restart(self):
        """What was printed since the last end() is forgotten."""
        self.nothing = self.nothing or Nothing()
        self.stream = sys.stdout = sys.stderr = Captured()
        sys.stdin = self.nothing

    def end(self):
        super().end()
        if self.stream is not None:
            self.stream.close()
            self.text += self.stream.text
            self.stream = None


class Nothing(io.TextIOBase):
    """Standard input of tests whose output is held back: nobody would see what they ask for."""

    encoding = "utf-8"

    def readable(self):
        return True

    def readline(self, size=-1):
        raise OSError("a test can't read standard input, but with --no-capture")

    read = readline


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
