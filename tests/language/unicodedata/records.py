# What the Unicode Character Database says of characters.

import unicodedata as u

def show(text):
    try:
        print(text, "->", ascii(eval(text)))
    except Exception as error:
        print(text, "->", type(error).__name__ + ":", error)

for point in (0x17000, 0x1B170, 0x18B00, 0xF900, 0x2F800, 0x4E00, 0x2b738, 0x2b739, 0x31350, 0xAC00,
              0, 0x9fff, 0xE000, 0xD800, 0x18AFF, 0x1F4A9, 0xFB01, 0x130FE, 0x1DF25, 0x11F00):
    print(hex(point), u.name(chr(point), None), u.category(chr(point)), u.bidirectional(chr(point)),
          u.east_asian_width(chr(point)), u.decomposition(chr(point)))
          # expect: 0x17000 None Lo L W 
          # expect: 0x1b170 NUSHU CHARACTER-1B170 Lo L W 
          # expect: 0x18b00 KHITAN SMALL SCRIPT CHARACTER-18B00 Lo L W 
          # expect: 0xf900 CJK COMPATIBILITY IDEOGRAPH-F900 Lo L W 8C48
          # expect: 0x2f800 CJK COMPATIBILITY IDEOGRAPH-2F800 Lo L W 4E3D
          # expect: 0x4e00 CJK UNIFIED IDEOGRAPH-4E00 Lo L W 
          # expect: 0x2b738 CJK UNIFIED IDEOGRAPH-2B738 Lo L W 
          # expect: 0x2b739 None Cn  F 
          # expect: 0x31350 None Cn  F 
          # expect: 0xac00 HANGUL SYLLABLE GA Lo L W 
          # expect: 0x0 None Cc BN N 
          # expect: 0x9fff CJK UNIFIED IDEOGRAPH-9FFF Lo L W 
          # expect: 0xe000 None Co L A 
          # expect: 0xd800 None Cs L N 
          # expect: 0x18aff TANGUT COMPONENT-768 Lo L W 
          # expect: 0x1f4a9 PILE OF POO So ON W 
          # expect: 0xfb01 LATIN SMALL LIGATURE FI Ll L N <compat> 0066 0069
          # expect: 0x130fe EGYPTIAN HIEROGLYPH F001 Lo L N 
          # expect: 0x1df25 None Cn  F 
          # expect: 0x11f00 None Cn  F 
for text in r"""u.lookup('latin small letter a'); u.lookup('LF'); u.lookup('KEYCAP DIGIT ONE'); u.lookup('x')
u.lookup(3); u.lookup('hangul syllable gag'); u.lookup('CJK UNIFIED IDEOGRAPH-04E00'); u.lookup('')
u.lookup('CJK UNIFIED IDEOGRAPH-4DFF'); u.lookup('LATIN SMALL LETTER GHA'); u.lookup('A' * 300)
u.lookup('KAWI LETTER A'); u.name('ab'); u.name(3); u.name('\0'); u.name('\0', 5); u.decimal('a')
u.decimal('a', 7); u.digit('\xb2'); u.decimal('\xb2'); u.numeric('\xbd'); u.numeric('\u4e00')
u.numeric('\u5146'); u.numeric('x'); u.category(''); u.combining('\u0301'); u.mirrored('(')
u.decomposition('\xe9'); u.decomposition('\uac00'); u.normalize('NFX', 'a'); u.normalize('NFC', 3)
u.normalize('NFC', 'e\u0301'); u.normalize('NFD', '\uac01'); u.normalize('NFKC', '\ufb01\u2460')
u.normalize('NFD', 'a\u0315\u0300\u05ae\u0062'); u.normalize('NFC', '\u0958'); u.is_normalized('NFC', '\xe9')
u.is_normalized('NFD', '\xe9'); u.unidata_version; u.normalize('NFC', '\ud800e\u0301')""".replace("\n", "; ").split("; "):
    show(text)
    # expect: u.lookup('latin small letter a') -> 'a'
    # expect: u.lookup('LF') -> '\n'
    # expect: u.lookup('KEYCAP DIGIT ONE') -> '1\ufe0f\u20e3'
    # expect: u.lookup('x') -> KeyError: "undefined character name 'x'"
    # expect: u.lookup(3) -> TypeError: a bytes-like object is required, not 'int'
    # expect: u.lookup('hangul syllable gag') -> KeyError: "undefined character name 'hangul syllable gag'"
    # expect: u.lookup('CJK UNIFIED IDEOGRAPH-04E00') -> '\u4e00'
    # expect: u.lookup('') -> KeyError: "undefined character name ''"
    # expect: u.lookup('CJK UNIFIED IDEOGRAPH-4DFF') -> KeyError: "undefined character name 'CJK UNIFIED IDEOGRAPH-4DFF'"
    # expect: u.lookup('LATIN SMALL LETTER GHA') -> '\u01a3'
    # expect: u.lookup('A' * 300) -> KeyError: 'name too long'
    # expect: u.lookup('KAWI LETTER A') -> KeyError: "undefined character name 'KAWI LETTER A'"
    # expect: u.name('ab') -> TypeError: name() argument 1 must be a unicode character, not str
    # expect: u.name(3) -> TypeError: name() argument 1 must be a unicode character, not int
    # expect: u.name('\0') -> ValueError: no such name
    # expect: u.name('\0', 5) -> 5
    # expect: u.decimal('a') -> ValueError: not a decimal
    # expect: u.decimal('a', 7) -> 7
    # expect: u.digit('\xb2') -> 2
    # expect: u.decimal('\xb2') -> ValueError: not a decimal
    # expect: u.numeric('\xbd') -> 0.5
    # expect: u.numeric('\u4e00') -> 1.0
    # expect: u.numeric('\u5146') -> 1000000000000.0
    # expect: u.numeric('x') -> ValueError: not a numeric character
    # expect: u.category('') -> TypeError: category() argument must be a unicode character, not str
    # expect: u.combining('\u0301') -> 230
    # expect: u.mirrored('(') -> 1
    # expect: u.decomposition('\xe9') -> '0065 0301'
    # expect: u.decomposition('\uac00') -> ''
    # expect: u.normalize('NFX', 'a') -> ValueError: invalid normalization form
    # expect: u.normalize('NFC', 3) -> TypeError: normalize() argument 2 must be str, not int
    # expect: u.normalize('NFC', 'e\u0301') -> '\xe9'
    # expect: u.normalize('NFD', '\uac01') -> '\u1100\u1161\u11a8'
    # expect: u.normalize('NFKC', '\ufb01\u2460') -> 'fi1'
    # expect: u.normalize('NFD', 'a\u0315\u0300\u05ae\u0062') -> 'a\u05ae\u0300\u0315b'
    # expect: u.normalize('NFC', '\u0958') -> '\u0915\u093c'
    # expect: u.is_normalized('NFC', '\xe9') -> True
    # expect: u.is_normalized('NFD', '\xe9') -> False
    # expect: u.unidata_version -> '14.0.0'
    # expect: u.normalize('NFC', '\ud800e\u0301') -> '\ud800\xe9'
# Every name leads back to its character.
print(sum(u.lookup(name) == chr(point) for point in range(0x30000)
          if (name := u.name(chr(point), None))))    # expect: 133276
