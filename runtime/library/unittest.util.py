"""What the other modules of unittest share: texts for messages, and counting differences."""

__unittest = True

_MAX_LENGTH = 80
_PLACEHOLDER_LEN = 12
_MIN_BEGIN_LEN = 5
_MIN_END_LEN = 5
_MIN_COMMON_LEN = 5
_MIN_DIFF_LEN = _MAX_LENGTH - (_MIN_BEGIN_LEN + _PLACEHOLDER_LEN + _MIN_COMMON_LEN
                               + _PLACEHOLDER_LEN + _MIN_END_LEN)


def _shorten(text, begin, end):
    skip = len(text) - begin - end
    if skip > _PLACEHOLDER_LEN:
        text = "%s[%d chars]%s" % (text[:begin], skip, text[len(text) - end:])
    return text


def _common_prefix(texts):
    least, greatest = min(texts), max(texts)
    for i, char in enumerate(least):
        if char != greatest[i]:
            return least[:i]
    return least


def _common_shorten_repr(*objects):
    """The reprs of objects, shortened where they are alike."""
    texts = tuple(map(safe_repr, objects))
    longest = max(map(len, texts))
    if longest <= _MAX_LENGTH:
        return texts
    prefix = _common_prefix(texts)
    start = len(prefix)
    common = _MAX_LENGTH - (longest - start + _MIN_BEGIN_LEN + _PLACEHOLDER_LEN)
    if common > _MIN_COMMON_LEN:
        prefix = _shorten(prefix, _MIN_BEGIN_LEN, common)
        return tuple(prefix + text[start:] for text in texts)
    prefix = _shorten(prefix, _MIN_BEGIN_LEN, _MIN_COMMON_LEN)
    return tuple(prefix + _shorten(text[start:], _MIN_DIFF_LEN, _MIN_END_LEN) for text in texts)


def safe_repr(obj, short=False):
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    if not short or len(text) < _MAX_LENGTH:
        return text
    return text[:_MAX_LENGTH] + " [truncated]..."


def strclass(cls):
    return "%s.%s" % (cls.__module__, cls.__qualname__)


def sorted_list_difference(expected, actual):
    """Two sorted lists: what only the first has, and what only the second has."""
    missing, unexpected = [], []
    i = j = 0
    while i < len(expected) and j < len(actual):
        e, a = expected[i], actual[j]
        if e < a:
            missing.append(e)
            i = _skip_equal(expected, i)
        elif e > a:
            unexpected.append(a)
            j = _skip_equal(actual, j)
        else:
            i = _skip_equal(expected, i)
            j = _skip_equal(actual, j)
    missing.extend(expected[i:])
    unexpected.extend(actual[j:])
    return missing, unexpected


def _skip_equal(items, index):
    item = items[index]
    index += 1
    while index < len(items) and items[index] == item:
        index += 1
    return index


def unorderable_list_difference(expected, actual):
    """Like sorted_list_difference, of lists without an order; empties `actual`."""
    missing = []
    while expected:
        item = expected.pop()
        try:
            actual.remove(item)
        except ValueError:
            missing.append(item)
    return missing, actual


def three_way_cmp(x, y):
    return (x > y) - (x < y)


def _count_diff_all_purpose(actual, expected):
    """[(count in actual, count in expected, item)] where they differ; only needs ==."""
    s, t = list(actual), list(expected)
    gone = object()
    result = []
    for i, elem in enumerate(s):
        if elem is gone:
            continue
        in_s = in_t = 0
        for j in range(i, len(s)):
            if s[j] == elem:
                in_s += 1
                s[j] = gone
        for j, other in enumerate(t):
            if other == elem:
                in_t += 1
                t[j] = gone
        if in_s != in_t:
            result.append((in_s, in_t, elem))
    for i, elem in enumerate(t):
        if elem is gone:
            continue
        in_t = 0
        for j in range(i, len(t)):
            if t[j] == elem:
                in_t += 1
                t[j] = gone
        result.append((0, in_t, elem))
    return result


def _count_diff_hashable(actual, expected):
    """Likewise, of items with a hash."""
    in_s, in_t = {}, {}
    for item in actual:
        in_s[item] = in_s.get(item, 0) + 1
    for item in expected:
        in_t[item] = in_t.get(item, 0) + 1
    result = [(count, in_t.get(item, 0), item) for item, count in in_s.items()
              if count != in_t.get(item, 0)]
    result += [(0, count, item) for item, count in in_t.items() if item not in in_s]
    return result
