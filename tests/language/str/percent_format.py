# The % operator.

print("%s %d %r" % ("a", 5, "b"), "%5d|%-5d|%05d|%+d|% d" % (1, 2, 3, 4, 5))
# expect: a 5 'b'     1|2    |00003|+4| 5
print("%x %X %o %#x %#o" % (255, 255, 8, 255, 8))
# expect: ff FF 10 0xff 0o10
print("%.2f %8.3f %-8.1f| %e %G" % (3.14159, 2.5, 1.25, 1000.0, 1e-10), "%c%c" % ("a", 98))
# expect: 3.14    2.500 1.2     | 1.000000e+03 1E-10 ab
print("%%" % (), "%(a)s %(b)d" % {"a": 1, "b": 2}, "%s" % [1], "%s %s" % ("x", (1, 2)))
# expect: % 1 2 [1] x (1, 2)
print("%10s|%-10s|%.2s" % ("r", "l", "cut"), "%*d|%-*d|%.*f" % (5, 1, 5, 2, 2, 3.14159))
# expect:          r|l         |cu     1|2    |3.14
print("%a" % "é", "%i %u" % (3, 4), "%5.3d" % 7, "%+.3e" % -0.00012, "%s" % None)
# expect: '\xe9' 3 4   007 -1.200e-04 None
print("%r" % (None,), "%d" % True, "%d" % 10 ** 2, "%x" % 2 ** 70, "%d" % 3.7, "%s" % {"k": 1})
# expect: None 1 100 400000000000000000 3 {'k': 1}
for template, values in (
        ("%d", "x"), ("%s %s", (1,)), ("%s", (1, 2)), ("%(a)s", 5), ("%(a)s", {}), ("%q", 1),
        ("%", ()), ("%c", 1.5), ("%c", "ab"), ("%x", 1.5), ("%d", None), ("%f", "s"),
        ("%*d", ("a", 1)), ("abc", 5), ("%(a", {"a": 1}), ("%s %(a)s", {"a": 1}),
        ("%c", 0x110000), ("%d", []),
):
    try:
        print(template % values)
    except Exception as error:
        print(template, type(error).__name__, error)
        # expect: %d TypeError %d format: a real number is required, not str
        # expect: %s %s TypeError not enough arguments for format string
        # expect: %s TypeError not all arguments converted during string formatting
        # expect: %(a)s TypeError format requires a mapping
        # expect: %(a)s KeyError 'a'
        # expect: %q ValueError unsupported format character 'q' (0x71) at index 1
        # expect: % ValueError incomplete format
        # expect: %c TypeError %c requires int or char
        # expect: %c TypeError %c requires int or char
        # expect: %x TypeError %x format: an integer is required, not float
        # expect: %d TypeError %d format: a real number is required, not NoneType
        # expect: %f TypeError must be real number, not str
        # expect: %*d TypeError * wants int
        # expect: abc TypeError not all arguments converted during string formatting
        # expect: %(a ValueError incomplete format key
        # expect: {'a': 1} 1
        # expect: %c OverflowError %c arg not in range(0x110000)
        # expect: %d TypeError %d format: a real number is required, not list
