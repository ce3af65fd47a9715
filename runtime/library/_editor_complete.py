"""What can stand where the cursor is. Nothing of the person's program runs: `_prompt` looks into
dictionaries only."""

import posix
import sys

import _prompt
import _tokens
from _editor_syntax import CLOSERS, OPENERS, Stop
from keyword import kwlist, softkwlist

QUOTES = '\'"'


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


def complete(before, above=''):
    """The completion for the part of the line before the cursor, below the lines above it."""
    if before.startswith(':') and not above:
        return of_command(before)
    start = word_start(before)
    word = before[start:]
    return (of_import(before, start, word) or key_start(before)
            or of_expression(before, path_start(before), above))


def of_command(before):
    word, blank, rest = before[1:].partition(' ')
    words = dict(_prompt.commands())
    if not blank:
        return pick(1, word, list(words))
    argument = words.get(word, '')
    start = len(before) - len(rest.lstrip())
    if argument.startswith('['):
        return pick(start, before[start:], [argument.strip('[]')])
    if not argument:
        return Completion(len(before), [])
    return complete(before[:start].replace(':', ' ') + before[start:])


def of_import(before, start, word):
    statement = before[before.rfind(';') + 1:]
    words = statement.split()
    if words[:1] == ['from'] and 'import' in words[1:]:
        if words[-1] != 'import' or before.endswith(' '):
            name = last_name(before)
            return pick(len(before) - len(name), name, names_in_module(words[1]))
    if words[:1] in (['import'], ['from']) and len(statement.strip()) > len(words[0]) or \
            statement.lstrip() in ('import ', 'from '):
        if words[0] == 'import' or len(words) < 2 or (len(words) == 2 and before[-1] != ' '):
            return modules(start, word)
        if words[0] == 'from':
            return pick(start, word, ['import'])


def of_expression(before, start, above):
    word, prefix = before[start:], last_name(before)
    path, dot = word[:len(word) - len(prefix) - 1], word[:len(word) - len(prefix)][-1:] == '.'
    if in_string(before) or before[start - 1:start] == '?' or word.endswith(']'):
        return Completion(len(before), [])
    literal = type_of_literal(above + before[:len(before) - len(prefix) - 1]) if dot else None
    if literal:
        return pick(len(before) - len(prefix), prefix, dir(literal))
    if dot:
        return pick(len(before) - len(prefix), prefix, _prompt.attributes(path))
    arguments = keyword_arguments(above + before[:start])
    if not word and arguments:
        return Completion(start, arguments)
    return pick(start, word, _prompt.names() + kwlist + softkwlist + arguments)


def names_in_module(name):
    found = _prompt.attributes_of_module(name)
    if not found and is_of_library(name):
        found = list(vars(sys.modules[name]))
    parent = name + '.'
    return found + [module[len(parent):] for module in module_names(name)
                    if module.startswith(parent) and module.count('.') == parent.count('.')]


def is_of_library(name):
    """Of what isn't imported yet only the library can be asked: it is the same for the editor."""
    known, folders = _prompt.modules()
    if name.partition('.')[0] not in known or '__main__' in name:
        return False
    try:
        __import__(name)
    except Exception:
        return False
    return True


# --- literals ------------------------------------------------------------------------------------

def type_of_literal(text):
    """The type of the literal at the end of the text, None: there is none, or it isn't known."""
    tokens = [token for token in _tokens.tokens(text) if token[0] != 'comment']
    if not tokens or tokens[-1][2] != len(text):
        return None
    kind, start, end = tokens[-1]
    last = text[start:end]
    if kind == 'string':
        quote = min(last.find(quote) for quote in QUOTES if quote in last)
        return bytes if 'b' in last[:quote].lower() else str
    if kind == 'number':
        return type_of_number(last.lower())
    return type_of_brackets(text, tokens) if kind == 'operator' and last in CLOSERS else None


def type_of_number(digits):
    """An int is none: what follows its point is a fraction."""
    if digits.startswith(('0x', '0b', '0o')):
        return int
    return complex if digits.endswith('j') else float if '.' in digits or 'e' in digits else None


def type_of_brackets(text, tokens):
    opened = Stop(text[:tokens[-1][1]]).opened
    if not opened:
        return None
    before = [token for token in tokens if token[2] <= opened[-1]]
    if before and is_operand(text[before[-1][1]:before[-1][2]], before[-1][0]):
        return None                             # a call or a subscript
    signs = signs_within(text, [token for token in tokens if token[1] > opened[-1]])
    if text[opened[-1]] == '[':
        return list
    if text[opened[-1]] == '{':
        return set if signs and ':' not in signs and signs[0] != '**' else dict
    return tuple if not signs or ',' in signs else None


def is_operand(word, kind):
    if kind == 'operator':
        return word in CLOSERS
    return word not in kwlist or word in ('None', 'True', 'False')


def signs_within(text, tokens):
    """What stands between brackets, up to the one that closes them; of what is within others
    only those."""
    signs = []
    depth = 0
    for kind, start, end in tokens[:-1]:
        sign = text[start:end]
        depth -= kind == 'operator' and sign in CLOSERS
        if not depth:
            signs.append(sign)
        depth += kind == 'operator' and sign in OPENERS
    return signs


# --- calls ---------------------------------------------------------------------------------------

def keyword_arguments(text):
    """'name=' for each argument that can be given where the text ends."""
    opened = Stop(text).opened
    if not opened or text[opened[-1]] != '(' or text.rstrip()[-1] not in '(,':
        return []
    start = path_start(text[:opened[-1]])
    if text[:start].split()[-1:] in (['def'], ['class']):
        return []
    given = text[opened[-1]:]
    names = parameters(_prompt.signature(text[start:opened[-1]]))
    return [name + '=' for name in names if name + '=' not in given]


def parameters(signature):
    """The names in '(a, /, b, *rest, c=1)' that can be written in a call: b and c."""
    names = []
    depth = 0
    sign = ''
    for kind, start, end in _tokens.tokens(signature):
        before, sign = sign, signature[start:end]
        if kind == 'operator' and sign in OPENERS:
            depth += 1
        elif kind == 'operator' and sign in CLOSERS:
            depth -= 1
        elif depth == 1 and sign == '/':
            names.clear()
        elif depth == 1 and kind == 'name' and before in ('(', ','):
            names.append(sign)
    return names[names[:1] in (['self'], ['cls']):]


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


def path_start(text):
    """Where what is at the end of the text begins: a.b['c'][0].d, with constants in the brackets."""
    start = word_start(text)
    while text[start - 1:start] == ']':
        opened = bracket_of_constant(text[:start - 1])
        if opened < 0:
            break
        start = word_start(text[:opened])
    return start


def bracket_of_constant(text):
    """Where the bracket is before the string or number at the end of the text; -1: it is neither."""
    quote = text[-1:]
    opened = text.rfind('[') if quote not in QUOTES else text.rfind(quote, 0, -1) - 1
    if opened < 0 or text[opened] != '[':
        return -1
    inside = text[opened + 1:]
    return opened if quote in QUOTES or inside.removeprefix('-').isdecimal() else -1


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
        elif character in QUOTES:
            quote = character
        elif character == '#':
            return True
        position += 1
    return bool(quote)


def key_start(before):
    """The completion of d['... , or None."""
    position = max(before.rfind("['"), before.rfind('["'))
    quote, prefix = before[position + 1:position + 2], before[position + 2:]
    if before.endswith('['):
        position, quote, prefix = len(before) - 1, "'", ''
    path = before[path_start(before[:position]):position]
    if position < 1 or quote in prefix or not path:
        return None
    keys = [quoted(key, quote) for key in _prompt.keys(path) if key.startswith(prefix)]
    return Completion(position + 1, keys) if keys or not before.endswith('[') else None


def quoted(key, quote):
    """As a person would write it between these quotes."""
    text = repr(quote + key)                     # in single quotes if it has double ones ...
    body = text[1:-1]
    for escaped in ("\\'", '\\"'):
        body = body.replace(escaped, escaped[1])
    return quote + body[1:].replace(quote, '\\' + quote) + quote + ']'


def modules(start, word):
    parent, _, _ = word.rpartition('.')
    names = module_names(parent)
    depth = word.count('.')
    names = {'.'.join(name.split('.')[:depth + 1]) for name in names if name.count('.') >= depth}
    return pick(start, word, [name for name in names if name])


def module_names(parent):
    """All that are known, and what is in the package or, if that is '', on the path."""
    known, folders = _prompt.modules()
    names = set(known)
    for folder in folders:
        if parent:
            folder = (folder or '.') + '/' + parent.replace('.', '/')
        names.update(modules_in(folder or '.', parent + '.' if parent else ''))
    if parent and is_of_library(parent):        # os has os.path when it is imported
        names.update(name for name in sys.modules if name.startswith(parent + '.'))
    return names


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
