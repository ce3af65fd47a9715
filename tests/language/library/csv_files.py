# Comma-separated values: read, written, sniffed.

import csv
from io import StringIO

print(list(csv.reader(['a,b,"c,d"', '1,"x""y",', '', '"two\n', 'lines",z'])))
# expect: [['a', 'b', 'c,d'], ['1', 'x"y', ''], [], ['two\nlines', 'z']]
print(list(csv.reader(["a;'b;c';d"], delimiter=';', quotechar="'")))
# expect: [['a', 'b;c', 'd']]
print(list(csv.reader(['1,2.5,"a"'], quoting=csv.QUOTE_NONNUMERIC)))    # expect: [[1.0, 2.5, 'a']]
print(list(csv.reader(['a\\,b, c'], escapechar='\\', skipinitialspace=True)))
# expect: [['a,b', 'c']]
out = StringIO()
w = csv.writer(out)
w.writerow(['a', 1, 2.5, None, 'x,y', 'q"q', 'l\nl'])
w.writerows([[''], ['a', ''], [True]])
print(repr(out.getvalue()))    # expect: 'a,1,2.5,,"x,y","q""q","l\nl"\r\n""\r\na,\r\nTrue\r\n'
for options in [dict(quoting=csv.QUOTE_ALL), dict(quoting=csv.QUOTE_NONNUMERIC), dict(dialect='unix'),
                dict(delimiter='\t'), dict(quoting=csv.QUOTE_NONE, escapechar='\\'),
                dict(doublequote=False, escapechar='!')]:
    out = StringIO()
    csv.writer(out, **options).writerow(['a,b', 1, 'c"d', None, 'e\tf'])
    print(repr(out.getvalue()))
    # expect: '"a,b","1","c""d","","e\tf"\r\n'
    # expect: '"a,b",1,"c""d","","e\tf"\r\n'
    # expect: '"a,b","1","c""d","","e\tf"\n'
    # expect: 'a,b\t1\t"c""d"\t\t"e\tf"\r\n'
    # expect: 'a\\,b,1,c\\"d,,e\tf\r\n'
    # expect: '"a,b",1,c!"d,,e\tf\r\n'
reader = csv.DictReader(StringIO('x,y\n1,2\n3\n\n4,5,6\n'), restval='-')
print(reader.fieldnames, list(reader), reader.line_num)
# expect: ['x', 'y'] [{'x': '1', 'y': '2'}, {'x': '3', 'y': '-'}, {'x': '4', 'y': '5', None: ['6']}] 5
out = StringIO()
writer = csv.DictWriter(out, ['a', 'b'])
writer.writeheader()
writer.writerow({'b': 2})
print(repr(out.getvalue()), csv.list_dialects(), csv.get_dialect('excel').delimiter)
# expect: 'a,b\r\n,2\r\n' ['excel', 'excel-tab', 'unix'] ,
for f in [lambda: writer.writerow({'c': 1}), lambda: csv.reader([], delimiter='ab'),
          lambda: csv.reader([], 'nothing'), lambda: csv.writer(5), lambda: list(csv.reader([b'a'])),
          lambda: csv.writer(out, quoting=csv.QUOTE_NONE).writerow(['a,b']),
          lambda: list(csv.reader(['"a"b'], strict=True)), lambda: csv.reader([], quoting=9),
          lambda: csv.writer(out).writerow(5), lambda: list(csv.reader(['a\rb']))]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
        # expect: <class 'ValueError'> dict contains fields not in fieldnames: 'c'
        # expect: <class 'TypeError'> "delimiter" must be a 1-character string
        # expect: <class '_csv.Error'> unknown dialect
        # expect: <class 'TypeError'> argument 1 must have a "write" method
        # expect: <class '_csv.Error'> iterator should return strings, not bytes (the file should be opened in text mode)
        # expect: <class '_csv.Error'> need to escape, but no escapechar set
        # expect: <class '_csv.Error'> ',' expected after '"'
        # expect: <class 'TypeError'> bad "quoting" value
        # expect: <class '_csv.Error'> iterable expected, not int
        # expect: <class '_csv.Error'> new-line character seen in unquoted field - do you need to open the file in universal-newline mode?
print(csv.Sniffer().sniff('a;b;c\n1;2;3\n').delimiter, csv.Sniffer().has_header('name,age\nann,5\nbob,6\n'))
# expect: ; True
