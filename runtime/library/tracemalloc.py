"""Trace memory blocks: which lines of the program have asked for what is in use."""

import fnmatch
import functools
import linecache
import os.path
import pickle
from collections.abc import Iterable, Sequence

from _tracemalloc import (_get_object_traceback, _get_traces, clear_traces, get_traceback_limit,
                          get_traced_memory, get_tracemalloc_memory, is_tracing, reset_peak, start,
                          stop)

_UNITS = ("B", "KiB", "MiB", "GiB", "TiB")


def _format_size(size, sign):
    plus = "+" if sign else ""
    for unit in _UNITS:
        if unit != "B" and abs(size) < 100:
            return f"{size:{plus}.1f} {unit}"
        if unit == _UNITS[-1] or abs(size) < 10 * 1024:
            return f"{size:{plus}.0f} {unit}"
        size /= 1024


# --- Frames and tracebacks -----------------------------------------------------------------------

@functools.total_ordering
class Frame:
    """
    Frame of a traceback.
    """
    __slots__ = ("_frame",)

    def __init__(self, frame):
        self._frame = frame                 # (filename, lineno)

    @property
    def filename(self):
        return self._frame[0]

    @property
    def lineno(self):
        return self._frame[1]

    def __eq__(self, other):
        return self._frame == other._frame if isinstance(other, Frame) else NotImplemented

    def __lt__(self, other):
        return self._frame < other._frame if isinstance(other, Frame) else NotImplemented

    def __hash__(self):
        return hash(self._frame)

    def __str__(self):
        return f"{self.filename}:{self.lineno}"

    def __repr__(self):
        return f"<Frame filename={self.filename!r} lineno={self.lineno!r}>"


@functools.total_ordering
class Traceback(Sequence):
    """
    Sequence of Frame instances sorted from the oldest frame
    to the most recent frame.
    """
    __slots__ = ("_frames", "_total_nframe")

    def __init__(self, frames, total_nframe=None):
        super().__init__()
        self._frames = tuple(reversed(frames))      # given with the most recent one first
        self._total_nframe = total_nframe

    @property
    def total_nframe(self):
        return self._total_nframe

    def __len__(self):
        return len(self._frames)

    def __getitem__(self, index):
        found = self._frames[index]
        return tuple(map(Frame, found)) if isinstance(index, slice) else Frame(found)

    def __contains__(self, frame):
        return frame._frame in self._frames

    def __hash__(self):
        return hash(self._frames)

    def __eq__(self, other):
        return self._frames == other._frames if isinstance(other, Traceback) else NotImplemented

    def __lt__(self, other):
        return self._frames < other._frames if isinstance(other, Traceback) else NotImplemented

    def __str__(self):
        return str(self[0])

    def __repr__(self):
        total = "" if self._total_nframe is None else f" total_nframe={self._total_nframe}"
        return f"<Traceback {tuple(self)}{total}>"

    def format(self, limit=None, most_recent_first=False):
        frames = self[:]
        if limit is not None:
            frames = frames[-limit:] if limit > 0 else frames[:limit]
        lines = []
        for frame in reversed(frames) if most_recent_first else frames:
            lines.append(f'  File "{frame.filename}", line {frame.lineno}')
            text = linecache.getline(frame.filename, frame.lineno).strip()
            if text:
                lines.append("    " + text)
        return lines


def get_object_traceback(obj):
    """
    Get the traceback where the Python object *obj* was allocated.
    Return a Traceback instance.

    Return None if the tracemalloc module is not tracing memory allocations or
    did not trace the allocation of the object.
    """
    frames = _get_object_traceback(obj)
    return None if frames is None else Traceback(frames)


# --- Traces --------------------------------------------------------------------------------------

class Trace:
    """
    Trace of a memory block.
    """
    __slots__ = ("_trace",)

    def __init__(self, trace):
        self._trace = trace                 # (domain, size, frames, number of frames)

    @property
    def domain(self):
        return self._trace[0]

    @property
    def size(self):
        return self._trace[1]

    @property
    def traceback(self):
        return Traceback(*self._trace[2:])

    def __eq__(self, other):
        return self._trace == other._trace if isinstance(other, Trace) else NotImplemented

    def __hash__(self):
        return hash(self._trace)

    def __str__(self):
        return f"{self.traceback}: {_format_size(self.size, False)}"

    def __repr__(self):
        return (f"<Trace domain={self.domain} size={_format_size(self.size, False)}, "
                f"traceback={self.traceback!r}>")


class _Traces(Sequence):
    def __init__(self, traces):
        super().__init__()
        self._traces = traces

    def __len__(self):
        return len(self._traces)

    def __getitem__(self, index):
        found = self._traces[index]
        return tuple(map(Trace, found)) if isinstance(index, slice) else Trace(found)

    def __contains__(self, trace):
        return trace._trace in self._traces

    def __eq__(self, other):
        return self._traces == other._traces if isinstance(other, _Traces) else NotImplemented

    def __repr__(self):
        return f"<Traces len={len(self)}>"


# --- Statistics ----------------------------------------------------------------------------------

class _Record:
    # Instances of one class are equal if all that is in their slots is.
    __slots__ = ()

    def _fields(self):
        return tuple(getattr(self, name) for name in self.__slots__)

    def _average(self):
        return f", average={_format_size(self.size / self.count, False)}" if self.count else ""


class Statistic(_Record):
    """
    Statistic difference on memory allocations between two Snapshot instance.
    """
    __slots__ = ("traceback", "size", "count")

    def __init__(self, traceback, size, count):
        self.traceback = traceback
        self.size = size
        self.count = count

    def __hash__(self):
        return hash(self._fields())

    def __eq__(self, other):
        return self._fields() == other._fields() if isinstance(other, Statistic) else NotImplemented

    def __str__(self):
        size = _format_size(self.size, False)
        return f"{self.traceback}: size={size}, count={self.count}{self._average()}"

    def __repr__(self):
        return "<Statistic traceback=%r size=%i count=%i>" % self._fields()

    def _sort_key(self):
        return self.size, self.count, self.traceback


class StatisticDiff(_Record):
    """
    Statistic difference on memory allocations between an old and a new
    Snapshot instance.
    """
    __slots__ = ("traceback", "size", "size_diff", "count", "count_diff")

    def __init__(self, traceback, size, size_diff, count, count_diff):
        self.traceback = traceback
        self.size = size
        self.size_diff = size_diff
        self.count = count
        self.count_diff = count_diff

    def __hash__(self):
        return hash(self._fields())

    def __eq__(self, other):
        if not isinstance(other, StatisticDiff):
            return NotImplemented
        return self._fields() == other._fields()

    def __str__(self):
        size, change = _format_size(self.size, False), _format_size(self.size_diff, True)
        return (f"{self.traceback}: size={size} ({change}), "
                f"count={self.count} ({self.count_diff:+}){self._average()}")

    def __repr__(self):
        return ("<StatisticDiff traceback=%r size=%i (%+i) count=%i (%+i)>" % self._fields())

    def _sort_key(self):
        return (abs(self.size_diff), self.size, abs(self.count_diff), self.count, self.traceback)


def _compare_grouped_stats(old_group, new_group):
    differences = []
    for traceback, new in new_group.items():
        old = old_group.get(traceback)
        size, count = (old.size, old.count) if old else (0, 0)
        differences.append(StatisticDiff(traceback, new.size, new.size - size,
                                         new.count, new.count - count))
    for traceback, old in old_group.items():
        if traceback not in new_group:
            differences.append(StatisticDiff(traceback, 0, -old.size, 0, -old.count))
    return differences


# --- Filters -------------------------------------------------------------------------------------

def _normalize_filename(filename):
    filename = os.path.normcase(filename)
    return filename[:-1] if filename.endswith(".pyc") else filename


class BaseFilter:
    def __init__(self, inclusive):
        self.inclusive = inclusive

    def _match(self, trace):
        raise NotImplementedError


class Filter(BaseFilter):
    def __init__(self, inclusive, filename_pattern, lineno=None, all_frames=False, domain=None):
        super().__init__(inclusive)
        self._filename_pattern = _normalize_filename(filename_pattern)
        self.lineno = lineno
        self.all_frames = all_frames
        self.domain = domain

    @property
    def filename_pattern(self):
        return self._filename_pattern

    def _match_frame_impl(self, filename, lineno):
        if not fnmatch.fnmatch(_normalize_filename(filename), self._filename_pattern):
            return False
        return self.lineno is None or lineno == self.lineno

    def _match_frame(self, filename, lineno):
        return self._match_frame_impl(filename, lineno) ^ (not self.inclusive)

    def _match_traceback(self, traceback):
        frames = traceback if self.all_frames else traceback[:1]
        is_met = any(self._match_frame_impl(*frame) for frame in frames)
        return is_met ^ (not self.inclusive)

    def _match(self, trace):
        domain, _, traceback, _ = trace
        is_match = self._match_traceback(traceback)
        if self.domain is None:
            return is_match
        if self.inclusive:
            return is_match and domain == self.domain
        return is_match or domain != self.domain


class DomainFilter(BaseFilter):
    def __init__(self, inclusive, domain):
        super().__init__(inclusive)
        self._domain = domain

    @property
    def domain(self):
        return self._domain

    def _match(self, trace):
        return (trace[0] == self._domain) ^ (not self.inclusive)


# --- Snapshots -----------------------------------------------------------------------------------

class Snapshot:
    """
    Snapshot of traces of memory blocks allocated by Python.
    """

    def __init__(self, traces, traceback_limit):
        self.traces = _Traces(traces)
        self.traceback_limit = traceback_limit

    def dump(self, filename):
        """
        Write the snapshot into a file.
        """
        with open(filename, "wb") as file:
            pickle.dump(self, file, pickle.HIGHEST_PROTOCOL)

    @staticmethod
    def load(filename):
        """
        Load a snapshot from a file.
        """
        with open(filename, "rb") as file:
            return pickle.load(file)

    def filter_traces(self, filters):
        """
        Create a new Snapshot instance with a filtered traces sequence, filters
        is a list of Filter or DomainFilter instances.  If filters is an empty
        list, return a new Snapshot instance with a copy of the traces.
        """
        if not isinstance(filters, Iterable):
            raise TypeError(f"filters must be a list of filters, not {type(filters).__name__}")
        filters = list(filters)
        wanted = [item for item in filters if item.inclusive]
        unwanted = [item for item in filters if not item.inclusive]

        def stays(trace):
            if wanted and not any(item._match(trace) for item in wanted):
                return False
            return all(item._match(trace) for item in unwanted)

        return Snapshot([trace for trace in self.traces._traces if stays(trace)],
                        self.traceback_limit)

    def _group_by(self, key_type, cumulative):
        if key_type not in ("traceback", "filename", "lineno"):
            raise ValueError(f"unknown key_type: {key_type!r}")
        if cumulative and key_type == "traceback":
            raise ValueError(f"cumulative mode cannot by used with key type {key_type!r}")
        sums = {}                           # frames: [size, count]
        for _, size, traceback, _ in self.traces._traces:
            if key_type == "traceback":
                keys = (traceback,)
            else:
                frames = traceback if cumulative else traceback[:1]
                if key_type == "filename":
                    frames = [(filename, 0) for filename, _ in frames]
                keys = [(frame,) for frame in frames]
            for key in keys:
                entry = sums.setdefault(key, [0, 0])
                entry[0] += size
                entry[1] += 1
        tracebacks = ((Traceback(frames), entry) for frames, entry in sums.items())
        return {traceback: Statistic(traceback, *entry) for traceback, entry in tracebacks}

    def statistics(self, key_type, cumulative=False):
        """
        Group statistics by key_type. Return a sorted list of Statistic
        instances.
        """
        groups = self._group_by(key_type, cumulative)
        return sorted(groups.values(), key=Statistic._sort_key, reverse=True)

    def compare_to(self, old_snapshot, key_type, cumulative=False):
        """
        Compute the differences with an old snapshot old_snapshot. Get
        statistics as a sorted list of StatisticDiff instances, grouped by
        group_by.
        """
        new_group = self._group_by(key_type, cumulative)
        old_group = old_snapshot._group_by(key_type, cumulative)
        differences = _compare_grouped_stats(old_group, new_group)
        return sorted(differences, key=StatisticDiff._sort_key, reverse=True)


def take_snapshot():
    """
    Take a snapshot of traces of memory blocks allocated by Python.
    """
    if not is_tracing():
        raise RuntimeError("the tracemalloc module must be tracing memory "
                           "allocations to take a snapshot")
    return Snapshot(_get_traces(), get_traceback_limit())
