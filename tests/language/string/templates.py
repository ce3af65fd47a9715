# Templates, formatters, wrapped text.

import string, textwrap
print(string.Template('$a ${b} $$').substitute(a=1,b=2))    # expect: 1 2 $
print(textwrap.fill("The quick brown fox -- em-dash--like -- jumped over the lazy well-known dogs. " * 3, 30))
# expect: The quick brown fox -- em-dash
# expect: --like -- jumped over the lazy
# expect: well-known dogs. The quick
# expect: brown fox -- em-dash--like --
# expect: jumped over the lazy well-
# expect: known dogs. The quick brown
# expect: fox -- em-dash--like -- jumped
# expect: over the lazy well-known dogs.
print(repr(textwrap.dedent('  a\n   b\n')), textwrap.shorten('hello world foo', 12))
# expect: 'a\n b\n' hello [...]
print(string.Formatter().format('{0} {x!r:>5} {y[0]} {z.real}', 1, x='a', y=[3], z=4))
# expect: 1   'a' 3 4

def show(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "->", type(error).__name__ + ":", error)

for text in """string.Template('$a $').substitute(a=1); string.Template('$a').substitute(); string.Template('$a ${b}').safe_substitute(a=1)
string.Template('$a $b').get_identifiers(); string.Template('$a $1').is_valid(); string.capwords(' hello  big world ')
string.capwords('a-b', '-'); string.Formatter().format('{}{}', 1, 2); string.Formatter().format('{0}{}', 1, 2)
string.Formatter().format('{x.y', x=1); string.Formatter().format('{!x}', 1); list(string.Formatter().parse('a{b!r:c{d}}e{{f'))
textwrap.wrap('', 10); textwrap.wrap('aaaa bb', 2); textwrap.wrap('aaaa bb', 0); textwrap.indent('a\\n\\nb', '> ')
textwrap.wrap('Well. That is so. ok', 12, fix_sentence_endings=True); textwrap.shorten('hello world', 3)""".replace("\n", "; ").split("; "):
    show(text)
    # expect: string.Template('$a $').substitute(a=1) -> ValueError: Invalid placeholder in string: line 1, col 4
    # expect: string.Template('$a').substitute() -> KeyError: 'a'
    # expect: string.Template('$a ${b}').safe_substitute(a=1) -> '1 ${b}'
    # expect: string.Template('$a $b').get_identifiers() -> ['a', 'b']
    # expect: string.Template('$a $1').is_valid() -> False
    # expect: string.capwords(' hello  big world ') -> 'Hello Big World'
    # expect: string.capwords('a-b', '-') -> 'A-B'
    # expect: string.Formatter().format('{}{}', 1, 2) -> '12'
    # expect: string.Formatter().format('{0}{}', 1, 2) -> ValueError: cannot switch from manual field specification to automatic field numbering
    # expect: string.Formatter().format('{x.y', x=1) -> ValueError: expected '}' before end of string
    # expect: string.Formatter().format('{!x}', 1) -> ValueError: Unknown conversion specifier x
    # expect: list(string.Formatter().parse('a{b!r:c{d}}e{{f')) -> [('a', 'b', 'c{d}', 'r'), ('e{', None, None, None), ('f', None, None, None)]
    # expect: textwrap.wrap('', 10) -> []
    # expect: textwrap.wrap('aaaa bb', 2) -> ['aa', 'aa', 'bb']
    # expect: textwrap.wrap('aaaa bb', 0) -> ValueError: invalid width 0 (must be > 0)
    # expect: textwrap.indent('a\n\nb', '> ') -> '> a\n\n> b'
    # expect: textwrap.wrap('Well. That is so. ok', 12, fix_sentence_endings=True) -> ['Well.  That', 'is so.  ok']
    # expect: textwrap.shorten('hello world', 3) -> ValueError: placeholder too large for max width
