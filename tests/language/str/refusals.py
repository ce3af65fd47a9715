# What str and bytes refuse, and in which words.

import sys
def t(f):
    try: print(ascii(f()))
    except BaseException as e: print(type(e).__name__, e)
t(lambda: int('1'*5000))
# expect: ValueError Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit
t(lambda: str(10**5000))
# expect: ValueError Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
t(lambda: '%d' % 10**5000)
# expect: ValueError Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
t(lambda: f"{10**5000}")
# expect: ValueError Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
t(lambda: '{:d}'.format(10**5000))
# expect: ValueError Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
t(lambda: repr('\ud800\x7f\xa0\u200b\ue000\U000e0001'))
# expect: "'\\ud800\\x7f\\xa0\\u200b\\ue000\\U000e0001'"
t(lambda: 0)    # expect: 0
t(lambda: '{0.x[1]}'.format(3))    # expect: AttributeError 'int' object has no attribute 'x'
t(lambda: '{'.format())    # expect: ValueError Single '{' encountered in format string
t(lambda: '}'.format())    # expect: ValueError Single '}' encountered in format string
t(lambda: '{}{0}'.format(1))
# expect: ValueError cannot switch from automatic field numbering to manual field specification
t(lambda: '{0}{}'.format(1))
# expect: ValueError cannot switch from manual field specification to automatic field numbering
t(lambda: '{a}'.format())    # expect: KeyError 'a'
t(lambda: '{a!z}'.format(a=1))    # expect: ValueError Unknown conversion specifier z
t(lambda: '{:{}}'.format('a',5))    # expect: 'a    '
t(lambda: '{:{:{}}}'.format('a',5,1))    # expect: ValueError Max string recursion exceeded
t(lambda: '{[x]}'.format({'x':1}))    # expect: '1'
t(lambda: '{.}'.format(1))    # expect: ValueError Empty attribute in format string
t(lambda: '{[}'.format(1))    # expect: ValueError expected '}' before end of string
t(lambda: '{[]}'.format(1))    # expect: ValueError Empty attribute in format string
t(lambda: '{!}'.format(1))    # expect: ValueError unmatched '{' in format spec
t(lambda: '{!r'.format(1))    # expect: ValueError unmatched '{' in format spec
t(lambda: '{!rr}'.format(1))    # expect: ValueError expected ':' after conversion specifier
t(lambda: '{0[0]x}'.format([1]))
# expect: ValueError Only '.' or '[' may follow ']' in format field specifier
t(lambda: '%(a)s' % {})    # expect: KeyError 'a'
t(lambda: '%(a' % {})    # expect: ValueError incomplete format key
t(lambda: '%s %s' % (1,))    # expect: TypeError not enough arguments for format string
t(lambda: '%s' % (1,2))    # expect: TypeError not all arguments converted during string formatting
t(lambda: '%y' % 1)    # expect: ValueError unsupported format character 'y' (0x79) at index 1
t(lambda: '%' % 1)    # expect: ValueError incomplete format
t(lambda: '%d' % 'a')    # expect: TypeError %d format: a real number is required, not str
t(lambda: '%x' % 1.5)    # expect: TypeError %x format: an integer is required, not float
t(lambda: '%c' % 'ab')    # expect: TypeError %c requires int or char
t(lambda: '%c' % -1)    # expect: OverflowError %c arg not in range(0x110000)
t(lambda: '%c' % 0x110000)    # expect: OverflowError %c arg not in range(0x110000)
t(lambda: '%*d' % (5,1))    # expect: '    1'
t(lambda: '%.*f' % (2,1))    # expect: '1.00'
t(lambda: '%*d' % ('a',1))    # expect: TypeError * wants int
t(lambda: '%i %u %o %#x %#o %e %G' % (1,2,8,255,8,1.5,1e20))
# expect: '1 2 10 0xff 0o10 1.500000e+00 1E+20'
t(lambda: '%a %r' % ('é','é'))    # expect: "'\\xe9' '\xe9'"
t(lambda: 'a'.join([1]))    # expect: TypeError sequence item 0: expected str instance, int found
t(lambda: 'a'.join(3))    # expect: TypeError can only join an iterable
t(lambda: 'abc'.index('x'))    # expect: ValueError substring not found
t(lambda: 'abc'.split(''))    # expect: ValueError empty separator
t(lambda: 'a'.replace('a'))    # expect: TypeError replace expected at least 2 arguments, got 1
t(lambda: 'a'.center('x'))    # expect: TypeError 'str' object cannot be interpreted as an integer
t(lambda: 'a'.center(5,'ab'))
# expect: TypeError The fill character must be exactly one character long
t(lambda: 'a'.zfill())    # expect: TypeError str.zfill() takes exactly one argument (0 given)
t(lambda: 'a' + 1)    # expect: TypeError can only concatenate str (not "int") to str
t(lambda: 'a'[5])    # expect: IndexError string index out of range
t(lambda: 'ß'.upper())    # expect: 'SS'
t(lambda: 'İ'.lower())    # expect: 'i\u0307'
t(lambda: 'ΑΣ'.lower())    # expect: '\u03b1\u03c2'
t(lambda: 'ǆ'.title())    # expect: '\u01c5'
t(lambda: 'ﬀ'.casefold())    # expect: 'ff'
t(lambda: str(b'a'))    # expect: "b'a'"
t(lambda: str(b'\xff','ascii'))
# expect: UnicodeDecodeError 'ascii' codec can't decode byte 0xff in position 0: ordinal not in range(128)
t(lambda: str('a','ascii'))    # expect: TypeError decoding str is not supported
t(lambda: 'a'.encode(3))    # expect: TypeError encode() argument 'encoding' must be str, not int
t(lambda: 'a\0'.encode('a\0'))    # expect: ValueError embedded null character
t(lambda: 'abc'.translate({97:None,98:'xx',99:300}))    # expect: 'xx\u012c'
t(lambda: 'a'.translate({97:0x110000}))
# expect: ValueError character mapping must be in range(0x110000)
t(lambda: str.maketrans('ab','c'))
# expect: ValueError the first two maketrans arguments must have equal length
t(lambda: str.maketrans({'ab':1}))
# expect: ValueError string keys in translate table must be of length 1
t(lambda: str.maketrans('a',3))    # expect: TypeError maketrans() argument 2 must be str, not int
t(lambda: str.maketrans('ab','cd','e'))    # expect: {97: 99, 98: 100, 101: None}
t(lambda: 'a'.startswith(3))
# expect: TypeError startswith first arg must be str or a tuple of str, not int
t(lambda: 'a'.startswith((3,)))
# expect: TypeError tuple for startswith must only contain str, not int
t(lambda: 'a'.expandtabs('x'))
# expect: TypeError 'str' object cannot be interpreted as an integer
t(lambda: 'a\tb'.expandtabs(-1))    # expect: 'ab'
t(lambda: 'a'.isidentifier())    # expect: True
t(lambda: 'a'.removeprefix(3))    # expect: TypeError removeprefix() argument must be str, not int
t(lambda: 'a b'.partition(''))    # expect: ValueError empty separator
t(lambda: 'a' in 3 )    # expect: TypeError argument of type 'int' is not iterable
t(lambda: 3 in 'a')    # expect: TypeError 'in <string>' requires string as left operand, not int
t(lambda: 'a' < 3)    # expect: TypeError '<' not supported between instances of 'str' and 'int'
t(lambda: hash('a') == hash('a'))    # expect: True
t(lambda: 'abc'.count('', 1))    # expect: 3
t(lambda: 'a\x1cb\u2028c\r\nd'.splitlines(True))    # expect: ['a\x1c', 'b\u2028', 'c\r\n', 'd']
t(lambda: '٣'.isdigit() and int('٣'))    # expect: 3
t(lambda: b'%s' % 'a')
# expect: TypeError %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
t(lambda: b'%b' % 3)
# expect: TypeError %b requires a bytes-like object, or an object that implements __bytes__, not 'int'
t(lambda: b'%c' % 300)    # expect: OverflowError %c arg not in range(256)
t(lambda: b'%a' % 'é')    # expect: b"'\\xe9'"
t(lambda: b'%d' % 'a')    # expect: TypeError %d format: a real number is required, not str
t(lambda: b'%(a)d' % {b'a':1})    # expect: b'1'
t(lambda: bytes([256]))    # expect: ValueError bytes must be in range(0, 256)
t(lambda: bytes(-1))    # expect: ValueError negative count
t(lambda: bytes('a'))    # expect: TypeError string argument without an encoding
t(lambda: bytes(1.5))    # expect: TypeError cannot convert 'float' object to bytes
t(lambda: b'a'.translate(b'x'))
# expect: ValueError translation table must be 256 characters long
t(lambda: b'ab'.translate(None, b'a'))    # expect: b'b'
t(lambda: bytes.fromhex('a'))
# expect: ValueError non-hexadecimal number found in fromhex() arg at position 1
t(lambda: bytes.fromhex('é'))
# expect: ValueError non-hexadecimal number found in fromhex() arg at position 0
t(lambda: bytearray(b'a').pop(5))    # expect: IndexError pop index out of range
t(lambda: b'a' + 'a')    # expect: TypeError can't concat str to bytes
t(lambda: b'a'.join(['a']))
# expect: TypeError sequence item 0: expected a bytes-like object, str found
t(lambda: b'a'.find('a'))
# expect: TypeError argument should be integer or bytes-like object, not 'str'
t(lambda: b'a'.find(300))    # expect: ValueError byte must be in range(0, 256)
t(lambda: b'abc'.replace(b'b', 3))    # expect: TypeError a bytes-like object is required, not 'int'
t(lambda: b'a'.decode('utf-8', 3))
# expect: TypeError decode() argument 'errors' must be str, not int
t(lambda: b'\xff'.decode())
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
t(lambda: b'a' < 'a')
# expect: TypeError '<' not supported between instances of 'bytes' and 'str'
t(lambda: bytes(10**30))    # expect: OverflowError cannot fit 'int' into an index-sized integer
t(lambda: bytearray(b'x').extend('a'))
# expect: TypeError 'str' object cannot be interpreted as an integer
t(lambda: UnicodeDecodeError('a',b'b',0,1,'c'))
# expect: UnicodeDecodeError('a', b'b', 0, 1, 'c')
t(lambda: str(UnicodeDecodeError('a',b'b',0,5,'c')))
# expect: "'a' codec can't decode bytes in position 0-4: c"
t(lambda: UnicodeEncodeError('a','b',0,1))
# expect: TypeError function takes exactly 5 arguments (4 given)
t(lambda: str(UnicodeTranslateError('b',0,1,'c')))
# expect: "can't translate character '\\x62' in position 0: c"
t(lambda: UnicodeDecodeError('a','b',0,1,'c'))
# expect: TypeError a bytes-like object is required, not 'str'
