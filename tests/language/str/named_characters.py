# Characters by name in literals: \N{...}.

def show(text):
    try:
        print(ascii(eval(text)))
    except SyntaxError as error:
        print(error)

show(r"'\N{LATIN SMALL LETTER A}\N{lf}'")    # expect: 'a\n'
show(r"'\N{KEYCAP DIGIT ONE}'")
# expect: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-19: unknown Unicode character name (<string>, line 1)
show(r"'\N{'")
# expect: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-2: malformed \N character escape (<string>, line 1)
show(r"'\N'")
# expect: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-1: malformed \N character escape (<string>, line 1)
show(r"'\N{}'")
# expect: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-2: malformed \N character escape (<string>, line 1)
show(r"'\N{xx'")
# expect: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-4: malformed \N character escape (<string>, line 1)
show(r"'\N{xx}'")
# expect: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-5: unknown Unicode character name (<string>, line 1)
show(r"f'\N{DIGIT ONE}{1}\N{DIGIT TWO}'")    # expect: '112'
show(r"f'\N{xx}'")
# expect: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-5: unknown Unicode character name (<string>, line 1)
show(r"b'\N{xx}'")    # expect: b'\\N{xx}'
show(r"r'\N{xx}'")    # expect: '\\N{xx}'
show(r"f'{1:\N{DIGIT TWO}}'")    # expect: ' 1'
show(r"'\xe9\N{zz}'")
# expect: (unicode error) 'unicodeescape' codec can't decode bytes in position 4-9: unknown Unicode character name (<string>, line 1)
show(r"'é\N{zz}'")
# expect: (unicode error) 'unicodeescape' codec can't decode bytes in position 10-15: unknown Unicode character name (<string>, line 1)
show(r"'\N{HANGUL SYLLABLE GAG}\N{CJK UNIFIED IDEOGRAPH-4E00}\N{CJK COMPATIBILITY IDEOGRAPH-F900}'")
# expect: '\uac01\u4e00\uf900'
show(r"'\N{greek small letter alpha}\N{PILE OF POO}'")    # expect: '\u03b1\U0001f4a9'
