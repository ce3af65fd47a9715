# Every form of a string literal.

print('single', "double", '''triple
lines''', """with "quotes" inside""")
# expect: single double triple
# expect: lines with "quotes" inside
print(r'raw\n', R"\x41", u'unicode', 'a' "b" r'\c')    # expect: raw\n \x41 unicode ab\c
print('\x41\u00e9\U0001F600\101\0'.encode("unicode_escape") if False else len('\x41\u00e9\U0001F600\101\0'))
# expect: 5
print('tab\there', 'quote\'s', "back\\slash", 'new\
line joined')    # expect: tab	here quote's back\slash newline joined
print(repr('\a\b\f\v\r\n\t\x7f\x80\xa0é\u200b\ud800'))
# expect: '\x07\x08\x0c\x0b\r\n\t\x7f\x80\xa0é\u200b\ud800'
print(ascii('é€😀\n'))    # expect: '\xe9\u20ac\U0001f600\n'
print(len('''
'''), len("\r\n"))    # expect: 1 2
