"""Every test is a memory test: the heap after it is compared with the heap before."""

import gc

import memtest
import _memtest_memory as mine
import _memtest_report as report
import memory


class Blind:
    """Looks at nothing: --no-leaks."""

    def __init__(self, options):
        memtest._in_runner.append(True)        # so that nothing is looked at when all is over
        self.stresses = options.gc_stress

    def begin(self, marks):
        if self.stresses:
            memory._stress(True)

    def end(self, result):
        if self.stresses:
            memory._stress(False)
        if result.is_bad:
            mine.collect()                             # it may have filled the memory with garbage
        memtest._tracked.end()


class Watch(Blind):
    def __init__(self, options):
        super().__init__(options)
        self.by = options.by
        self.births = None
        self.was_enabled = True

    def begin(self, marks):
        self.marks = marks
        self.was_enabled = gc.isenabled()
        if self.by_refcount():
            gc.disable()
        memtest._tracked.end()
        self.births = mine.Watch()
        super().begin(marks)

    def by_refcount(self):
        return self.marks.get("by", self.by) == "refcount"

    def end(self, result):
        """Reports about what is left, also by a test that has failed: of that only text is left."""
        if self.stresses:
            memory._stress(False)
        try:
            if memory._limit_was_reached():            # little of it is left, and the run ends
                memtest._tracked.end()
                return None
            if "allow_leaks" in self.marks:
                memtest._tracked.end()
                mine.collect()
                return None
            return self.reports(result.is_bad)
        finally:
            self.births.end()
            self.births = None
            if self.was_enabled:
                gc.enable()

    def reports(self, has_failed):
        if has_failed:
            mine.collect()                             # it may have filled the memory with garbage
        # Where nothing is left of the test, nothing of ours is made, and no path has to be searched.
        texts = ()
        if self.by_refcount() and not has_failed:      # its exception may hold the frame it is in
            texts = report.reports_garbage(self.births.garbage()) or ()
        tracked = memtest._tracked_reports()           # which collects
        if tracked:
            texts = [*texts, *tracked]
        mine.collect()
        found = self.births.survivors(keeps=self.marks.get("keeps", ()))
        return [*texts, *_others(report.reports(found), texts)] if found else texts


def _others(texts, known):
    return [text for text in texts if text not in known]
