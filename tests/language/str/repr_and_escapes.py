# repr chooses quotes and escapes what can't be printed.

for s in (
        "plain", "it's", 'say "hi"', "both ' and \"", "back\\slash", "tab\tnl\ncr\r",
        "\0\x01\x1f\x7f\x80\x9f\xa0\xad", "é€😀", "\ud800", "\u2028\u200b\ufeff", "\U000e0001",
        "\u0378", "'", '"', "", "\x1b[0m",
):
    print(repr(s), ascii(s))
    # expect: 'plain' 'plain'
    # expect: "it's" "it's"
    # expect: 'say "hi"' 'say "hi"'
    # expect: 'both \' and "' 'both \' and "'
    # expect: 'back\\slash' 'back\\slash'
    # expect: 'tab\tnl\ncr\r' 'tab\tnl\ncr\r'
    # expect: '\x00\x01\x1f\x7f\x80\x9f\xa0\xad' '\x00\x01\x1f\x7f\x80\x9f\xa0\xad'
    # expect: 'é€😀' '\xe9\u20ac\U0001f600'
    # expect: '\ud800' '\ud800'
    # expect: '\u2028\u200b\ufeff' '\u2028\u200b\ufeff'
    # expect: '\U000e0001' '\U000e0001'
    # expect: '\u0378' '\u0378'
    # expect: "'" "'"
    # expect: '"' '"'
    # expect: '' ''
    # expect: '\x1b[0m' '\x1b[0m'
