# A source in an encoding that a codec knows is decoded; one that can't be has an error in line 0.

def show(source):
    try:
        space = {}
        exec(compile(source, "<bytes>", "exec"), space)
    except SyntaxError as error:
        print(error.msg, error.filename, error.lineno, error.offset, error.text,
              error.end_lineno, error.end_offset)
    else:
        print(ascii(space["x"]))


show(b'# -*- coding: cp437 -*-\nx = "\xe1\xa2"\n')
# expect: '\xdf\xf3'
show(b'# coding: cp1251\n\xcf\xb3 = "\xf2\xee"\nx = \xcf\xb3\n')
# expect: '\u0442\u043e'
show(b'# coding: cp1251\nx = "\xcf\xb3\xf2\xee\xed" +\n')
# expect: invalid syntax <bytes> 2 14 x = "Пітон" +
# expect:  2 14
show(b'#coding: cp437\nx = "\xa2\xa2\xa2" + f(4, y for y in range(1))\n')
# expect: Generator expression must be parenthesized <bytes> 2 18 x = "óóó" + f(4, y for y in range(1))
# expect:  2 37

show(b"#coding: nonsense\nx = 1\n")
# expect: unknown encoding: nonsense <bytes> 0 -1 None None None
show(b"\n#coding: nonsense\nx = 1\n")
# expect: unknown encoding: nonsense <bytes> 0 -1 None None None
show(b"#coding: ascii\nx = '\x88\x91'\n")
# expect: 'ascii' codec can't decode byte 0x88 in position 20: ordinal not in range(128) <bytes> 0 -1 None None None
show(b"#coding: cp1252\nx = '\x81\x91'\n")
# expect: 'charmap' codec can't decode byte 0x81 in position 21: character maps to <undefined> <bytes> 0 -1 None None None
show(b"\xef\xbb\xbf#coding: latin-1\nx = '\xe6\x88\x91'\n")
# expect: encoding problem: iso-8859-1 with BOM <bytes> 0 -1 None None None
