# Comma-separated values: read, written, sniffed.

import csv
from io import StringIO

print(list(csv.reader(['a,b,"c,d"', '1,"x""y",', '', '"two\n', 'lines",z'])))
print(list(csv.reader(["a;'b;c';d"], delimiter=';', quotechar="'")))
print(list(csv.reader(['1,2.5,"a"'], quoting=csv.QUOTE_NONNUMERIC)))
print(list(csv.reader(['a\\,b, c'], escapechar='\\', skipinitialspace=True)))
out = StringIO()
w = csv.writer(out)
w.writerow(['a', 1, 2.5, None, 'x,y', 'q"q', 'l\nl'])
w.writerows([[''], ['a', ''], [True]])
print(repr(out.getvalue()))
for options in [dict(quoting=csv.QUOTE_ALL), dict(quoting=csv.QUOTE_NONNUMERIC), dict(dialect='unix'),
                dict(delimiter='\t'), dict(quoting=csv.QUOTE_NONE, escapechar='\\'),
                dict(doublequote=False, escapechar='!')]:
    out = StringIO()
    csv.writer(out, **options).writerow(['a,b', 1, 'c"d', None, 'e\tf'])
    print(repr(out.getvalue()))
reader = csv.DictReader(StringIO('x,y\n1,2\n3\n\n4,5,6\n'), restval='-')
print(reader.fieldnames, list(reader), reader.line_num)
out = StringIO()
writer = csv.DictWriter(out, ['a', 'b'])
writer.writeheader()
writer.writerow({'b': 2})
print(repr(out.getvalue()), csv.list_dialects(), csv.get_dialect('excel').delimiter)
for f in [lambda: writer.writerow({'c': 1}), lambda: csv.reader([], delimiter='ab'),
          lambda: csv.reader([], 'nothing'), lambda: csv.writer(5), lambda: list(csv.reader([b'a'])),
          lambda: csv.writer(out, quoting=csv.QUOTE_NONE).writerow(['a,b']),
          lambda: list(csv.reader(['"a"b'], strict=True)), lambda: csv.reader([], quoting=9),
          lambda: csv.writer(out).writerow(5), lambda: list(csv.reader(['a\rb']))]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
print(csv.Sniffer().sniff('a;b;c\n1;2;3\n').delimiter, csv.Sniffer().has_header('name,age\nann,5\nbob,6\n'))
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 3, in <module>
# expect-stderr:     import csv
# expect-stderr:   File "{file}", line 6, in <module>
# expect-stderr:     print(list(csv.reader(['a,b,"c,d"', '1,"x""y",', '', '"two\n', 'lines",z'])))
# expect-stderr:                ^^^^^^^^^^
# expect-stderr: AttributeError: partially initialized module 'csv' has no attribute 'reader' (most likely due to a circular import)
# expect-exit: 1
