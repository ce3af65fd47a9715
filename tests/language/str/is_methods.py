# Methods that ask what a text consists of.

for s in (
        "", "abc", "abc1", "123", "12.3", " \t\n", "a b", "é", "٣", "²", "½", "Ⅷ", "_x", "1x",
        "class", "x\n", "\x7f", "😀", "　", "ªb", "x·y", "\u200b",
):
    print(repr(s),
          *[int(f()) for f in (s.isalpha, s.isdigit, s.isdecimal, s.isnumeric, s.isalnum,
                s.isspace, s.isidentifier, s.isprintable, s.isascii, s.isupper, s.islower,
                s.istitle)])
                # expect: '' 0 0 0 0 0 0 0 1 1 0 0 0
                # expect: 'abc' 1 0 0 0 1 0 1 1 1 0 1 0
                # expect: 'abc1' 0 0 0 0 1 0 1 1 1 0 1 0
                # expect: '123' 0 1 1 1 1 0 0 1 1 0 0 0
                # expect: '12.3' 0 0 0 0 0 0 0 1 1 0 0 0
                # expect: ' \t\n' 0 0 0 0 0 1 0 0 1 0 0 0
                # expect: 'a b' 0 0 0 0 0 0 0 1 1 0 1 0
                # expect: 'é' 1 0 0 0 1 0 1 1 0 0 1 0
                # expect: '٣' 0 1 1 1 1 0 0 1 0 0 0 0
                # expect: '²' 0 1 0 1 1 0 0 1 0 0 0 0
                # expect: '½' 0 0 0 1 1 0 0 1 0 0 0 0
                # expect: 'Ⅷ' 0 0 0 1 1 0 1 1 0 1 0 1
                # expect: '_x' 0 0 0 0 0 0 1 1 1 0 1 0
                # expect: '1x' 0 0 0 0 1 0 0 1 1 0 1 0
                # expect: 'class' 1 0 0 0 1 0 1 1 1 0 1 0
                # expect: 'x\n' 0 0 0 0 0 0 0 0 1 0 1 0
                # expect: '\x7f' 0 0 0 0 0 0 0 0 1 0 0 0
                # expect: '😀' 0 0 0 0 0 0 0 1 0 0 0 0
                # expect: '\u3000' 0 0 0 0 0 1 0 0 0 0 0 0
                # expect: 'ªb' 1 0 0 0 1 0 1 1 0 0 1 0
                # expect: 'x·y' 0 0 0 0 0 0 1 1 0 0 1 0
                # expect: '\u200b' 0 0 0 0 0 0 0 0 0 0 0 0
