"""What can stand where the cursor is. Nothing of the person's program runs: `_prompt` looks into
dictionaries only."""

import posix

import _prompt
from keyword import kwlist

OPENERS = '\'"'


class Completion:
    """`start`: the column from which `matches` replace the line."""

    def __init__(self, start, matches):
        self.start = start
        self.matches = sorted(set(matches))

    def common(self):
        first, last = self.matches[0], self.matches[-1]
        length = 0
        while length < min(len(first), len(last)) and first[length] == last[length]:
            length += 1
        return first[:length]


def complete(before):
    """The completion for the part of the line before the cursor."""
    start = word_start(before)
    word = before[start:]
    statement = before[before.rfind(';') + 1:]
    words = statement.split()
    if words[:1] == ['from'] and 'import' in words[1:]:
        if words[-1] != 'import' or before.endswith(' '):
            return pick(len(before) - len(last_name(before)), last_name(before),
                        _prompt.attributes_of_module(words[1]))
    if words[:1] in (['import'], ['from']) and len(statement.strip()) > len(words[0]) or \
            statement.lstrip() in ('import ', 'from '):
        if words[0] == 'import' or len(words) < 2 or (len(words) == 2 and before[-1] != ' '):
            return modules(start, word)
        if words[0] == 'from':
            return pick(start, word, ['import'])
    key = key_start(before)
    if key:
        return key
    if in_string(before):
        return Completion(len(before), [])
    if '.' in word:
        path, _, prefix = word.rpartition('.')
        return pick(len(before) - len(prefix), prefix, _prompt.attributes(path))
    return pick(start, word, _prompt.names() + kwlist)


def pick(start, prefix, names):
    """Private names are only shown to who asks for them."""
    hidden = not prefix.startswith('_')
    return Completion(start, [name for name in names if name.startswith(prefix)
                              and not (hidden and name.startswith('_'))])


def word_start(text):
    """Where the dotted name at the end of the text begins."""
    start = len(text)
    while start and (text[start - 1].isalnum() or text[start - 1] in '_.'):
        start -= 1
    return start


def last_name(text):
    return text[word_start(text):].rpartition('.')[2]


def in_string(text):
    quote = ''
    position = 0
    while position < len(text):
        character = text[position]
        if character == '\\' and quote:
            position += 1
        elif quote:
            if character == quote:
                quote = ''
        elif character in OPENERS:
            quote = character
        elif character == '#':
            return True
        position += 1
    return bool(quote)


def key_start(before):
    """The completion of d['... , or None."""
    position = max(before.rfind("['"), before.rfind('["'))
    if position < 1:
        return None
    quote, prefix = before[position + 1], before[position + 2:]
    path = before[word_start(before[:position]):position]
    if quote in prefix or not path:
        return None
    keys = [quoted(key, quote) for key in _prompt.keys(path) if key.startswith(prefix)]
    return Completion(position + 1, keys)


def quoted(key, quote):
    """As a person would write it between these quotes."""
    text = repr(quote + key)                     # in single quotes if it has double ones ...
    body = text[1:-1]
    for escaped in ("\\'", '\\"'):
        body = body.replace(escaped, escaped[1])
    return quote + body[1:].replace(quote, '\\' + quote) + quote + ']'


def modules(start, word):
    known, folders = _prompt.modules()
    parent, _, _ = word.rpartition('.')
    names = set(known)
    for folder in folders:
        if parent:
            folder = (folder or '.') + '/' + parent.replace('.', '/')
        names.update(modules_in(folder or '.', parent + '.' if parent else ''))
    depth = word.count('.')
    names = {'.'.join(name.split('.')[:depth + 1]) for name in names if name.count('.') >= depth}
    return pick(start, word, [name for name in names if name])


def modules_in(folder, parent):
    try:
        entries = posix.listdir(folder)
    except OSError:
        return
    for entry in entries:
        name = entry.removesuffix('.py')
        if not name.isidentifier() or name == '__init__':
            continue
        if name != entry or is_package(folder + '/' + entry):
            yield parent + name


def is_package(folder):
    try:
        posix.stat(folder + '/__init__.py')
    except OSError:
        return False
    return True
