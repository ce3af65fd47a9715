# Codecs by name, handlers of errors, streams.

import codecs
def t(f):
    try: print(ascii(f()))
    except BaseException as e: print(type(e).__name__, e)
for s in r"""'a\u20ac'.encode('cp1252'); b'\\u12'.decode('unicode_escape'); b'\\x1'.decode('unicode_escape','replace'); b'\\'.decode('unicode_escape'); b'\\U00110000'.decode('unicode_escape'); b'\\N{x}a'.decode('unicode_escape','replace'); b'\\u00e9\\n'.decode('raw_unicode_escape'); b'\\u12'.decode('raw_unicode_escape'); b'\\U00110000'.decode('raw_unicode_escape'); 'é\u0378\0\udc80'.encode('ascii','namereplace'); 'a'.encode('foo'); b'a'.decode('foo'); 'a'.encode('rot13'); codecs.encode('Hello','rot13'); codecs.decode('Uryyb','rot13'); 'é'.encode('ascii','zz'); b'\xff'.decode('utf-8','zz'); codecs.lookup('utf8').name; codecs.lookup('Latin-1').name; codecs.lookup('x'); codecs.lookup_error('x'); codecs.lookup_error('strict')(ValueError('x')); codecs.utf_8_decode(b'a\xe2\x82'); codecs.utf_8_decode(b'a\xe2\x82','strict',True); codecs.utf_16_decode(b'\xff\xfea\0b'); codecs.getincrementaldecoder('utf-8')().decode(b'\xe2'); codecs.escape_decode(rb'\x41\n'); codecs.escape_encode(b"a'\n\xff"); codecs.encode('a'); codecs.decode(b'\xff','latin1'); codecs.BOM_UTF8; codecs.charmap_encode('abc','strict',{97:1,98:b'xx'}); codecs.charmap_decode(b'\0\1','replace','ab'); codecs.register(3); codecs.register_error('x',3); list(codecs.iterencode('ab','utf-16')); list(codecs.iterdecode([b'\xff',b'\xfea',b'\0'],'utf-16')); 'abc'.encode('utf_8_sig'); b'\xef\xbb\xbfa'.decode('utf-8-sig'); 'a'.encode('utf-16'); 'a'.encode('UTF_16BE')""".split('; '):
    print(s, end=' -> '); t(lambda: eval(s))
    # expect: 'a\u20ac'.encode('cp1252') -> b'a\x80'
    # expect: b'\\u12'.decode('unicode_escape') -> UnicodeDecodeError 'unicodeescape' codec can't decode bytes in position 0-3: truncated \uXXXX escape
    # expect: b'\\x1'.decode('unicode_escape','replace') -> '\ufffd'
    # expect: b'\\'.decode('unicode_escape') -> UnicodeDecodeError 'unicodeescape' codec can't decode byte 0x5c in position 0: \ at end of string
    # expect: b'\\U00110000'.decode('unicode_escape') -> UnicodeDecodeError 'unicodeescape' codec can't decode bytes in position 0-9: illegal Unicode character
    # expect: b'\\N{x}a'.decode('unicode_escape','replace') -> '\ufffda'
    # expect: b'\\u00e9\\n'.decode('raw_unicode_escape') -> '\xe9\\n'
    # expect: b'\\u12'.decode('raw_unicode_escape') -> UnicodeDecodeError 'rawunicodeescape' codec can't decode bytes in position 0-3: truncated \uXXXX escape
    # expect: b'\\U00110000'.decode('raw_unicode_escape') -> UnicodeDecodeError 'rawunicodeescape' codec can't decode bytes in position 0-9: \Uxxxxxxxx out of range
    # expect: 'é\u0378\0\udc80'.encode('ascii','namereplace') -> b'\\N{LATIN SMALL LETTER E WITH ACUTE}\\u0378\x00\\udc80'
    # expect: 'a'.encode('foo') -> LookupError unknown encoding: foo
    # expect: b'a'.decode('foo') -> LookupError unknown encoding: foo
    # expect: 'a'.encode('rot13') -> LookupError 'rot13' is not a text encoding; use codecs.encode() to handle arbitrary codecs
    # expect: codecs.encode('Hello','rot13') -> 'Uryyb'
    # expect: codecs.decode('Uryyb','rot13') -> 'Hello'
    # expect: 'é'.encode('ascii','zz') -> LookupError unknown error handler name 'zz'
    # expect: b'\xff'.decode('utf-8','zz') -> LookupError unknown error handler name 'zz'
    # expect: codecs.lookup('utf8').name -> 'utf-8'
    # expect: codecs.lookup('Latin-1').name -> 'iso8859-1'
    # expect: codecs.lookup('x') -> LookupError unknown encoding: x
    # expect: codecs.lookup_error('x') -> LookupError unknown error handler name 'x'
    # expect: codecs.lookup_error('strict')(ValueError('x')) -> ValueError x
    # expect: codecs.utf_8_decode(b'a\xe2\x82') -> ('a', 1)
    # expect: codecs.utf_8_decode(b'a\xe2\x82','strict',True) -> UnicodeDecodeError 'utf-8' codec can't decode bytes in position 1-2: unexpected end of data
    # expect: codecs.utf_16_decode(b'\xff\xfea\0b') -> ('a', 4)
    # expect: codecs.getincrementaldecoder('utf-8')().decode(b'\xe2') -> ''
    # expect: codecs.escape_decode(rb'\x41\n') -> (b'A\n', 6)
    # expect: codecs.escape_encode(b"a'\n\xff") -> (b"a\\'\\n\\xff", 4)
    # expect: codecs.encode('a') -> b'a'
    # expect: codecs.decode(b'\xff','latin1') -> '\xff'
    # expect: codecs.BOM_UTF8 -> b'\xef\xbb\xbf'
    # expect: codecs.charmap_encode('abc','strict',{97:1,98:b'xx'}) -> UnicodeEncodeError 'charmap' codec can't encode character '\x63' in position 2: character maps to <undefined>
    # expect: codecs.charmap_decode(b'\0\1','replace','ab') -> ('ab', 2)
    # expect: codecs.register(3) -> TypeError argument must be callable
    # expect: codecs.register_error('x',3) -> TypeError handler must be callable
    # expect: list(codecs.iterencode('ab','utf-16')) -> [b'\xff\xfea\x00', b'b\x00']
    # expect: list(codecs.iterdecode([b'\xff',b'\xfea',b'\0'],'utf-16')) -> ['a']
    # expect: 'abc'.encode('utf_8_sig') -> b'\xef\xbb\xbfabc'
    # expect: b'\xef\xbb\xbfa'.decode('utf-8-sig') -> 'a'
    # expect: 'a'.encode('utf-16') -> b'\xff\xfea\x00'
    # expect: 'a'.encode('UTF_16BE') -> b'\x00a'
def h(e): print(e.encoding, e.start, e.end, e.reason, ascii(e.object)); return ('<%d>' % (e.end-e.start), e.end)
codecs.register_error('my', h)
t(lambda: 'aé€b\ud800'.encode('ascii','my'))
# expect: ascii 1 3 ordinal not in range(128) 'a\xe9\u20acb\ud800'
# expect: ascii 4 5 ordinal not in range(128) 'a\xe9\u20acb\ud800'
# expect: b'a<2>b<1>'
t(lambda: 'aé€b\ud800'.encode('latin1','my'))
# expect: latin-1 2 3 ordinal not in range(256) 'a\xe9\u20acb\ud800'
# expect: latin-1 4 5 ordinal not in range(256) 'a\xe9\u20acb\ud800'
# expect: b'a\xe9<1>b<1>'
t(lambda: 'aé€b\ud800'.encode('utf-8','my'))
# expect: utf-8 4 5 surrogates not allowed 'a\xe9\u20acb\ud800'
# expect: b'a\xc3\xa9\xe2\x82\xacb<1>'
t(lambda: 'aé€b\ud800'.encode('utf-16','my'))
# expect: utf-16 4 5 surrogates not allowed 'a\xe9\u20acb\ud800'
# expect: b'\xff\xfea\x00\xe9\x00\xac b\x00<\x001\x00>\x00'
t(lambda: b'a\xff\xfeb\xe2\x82'.decode('utf-8','my'))
# expect: utf-8 1 2 invalid start byte b'a\xff\xfeb\xe2\x82'
# expect: utf-8 2 3 invalid start byte b'a\xff\xfeb\xe2\x82'
# expect: utf-8 4 6 unexpected end of data b'a\xff\xfeb\xe2\x82'
# expect: 'a<1><1>b<2>'
t(lambda: b'a\xff\xfeb\xe2\x82'.decode('ascii','my'))
# expect: ascii 1 2 ordinal not in range(128) b'a\xff\xfeb\xe2\x82'
# expect: ascii 2 3 ordinal not in range(128) b'a\xff\xfeb\xe2\x82'
# expect: ascii 4 5 ordinal not in range(128) b'a\xff\xfeb\xe2\x82'
# expect: ascii 5 6 ordinal not in range(128) b'a\xff\xfeb\xe2\x82'
# expect: 'a<1><1>b<1><1>'
codecs.register_error('bad', lambda e: 42)
t(lambda: 'é'.encode('ascii','bad'))
# expect: TypeError encoding error handler must return (str/bytes, int) tuple
t(lambda: b'\xff'.decode('ascii','bad'))
# expect: TypeError decoding error handler must return (str, int) tuple
codecs.register_error('pos', lambda e: ('é', 99))
t(lambda: 'é'.encode('ascii','pos'))
# expect: IndexError position 99 from error handler out of bounds
codecs.register_error('unenc', lambda e: ('é', e.end))
t(lambda: 'é'.encode('ascii','unenc'))
# expect: UnicodeEncodeError 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
codecs.register_error('by', lambda e: (b'\xff', -1))
t(lambda: 'éabc'.encode('ascii','by'))    # expect: b'\xffc'
codecs.register(lambda n: (lambda s,e='strict': (b'X'+s.encode(),len(s)), lambda b,e='strict': ('Y',1), None, None) if n=='mine' else None)
t(lambda: 'q'.encode('mine')); t(lambda: b'q'.decode('MINE'))
# expect: b'Xq'
# expect: 'Y'
import io
r=codecs.getreader('utf-8')(io.BytesIO(b'ab\n\xc3\xa9\r\nc'))
print(ascii(list(r)))    # expect: ['ab\n', '\xe9\r\n', 'c']
w=io.BytesIO(); codecs.getwriter('utf-16')(w).write('ab'); print(w.getvalue())
# expect: b'\xff\xfea\x00b\x00'
