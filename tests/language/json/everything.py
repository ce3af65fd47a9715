# dumps and loads: every type, every option, every complaint.

import json
for x in [None, True, 1, -5, 2**70, 1.5, 1e300, float('nan'), float('inf'), 'a"\\\n\x01\x7fé🐍\ud800', [], {}, [1,[2,{'a':None}]], {'k':(1,2), 3:4, 1.5:2, None:0, True:1}, (), {'b':1,'a':2}]:
    for kw in [{}, {'indent':2}, {'ensure_ascii':False}, {'separators':(',',':')}, {'sort_keys':True}, {'indent':'\t','sort_keys':True}]:
        try: print(ascii(json.dumps(x, **kw)))
        except Exception as e: print(type(e).__name__, e)
        # expect: 'null'
        # expect: 'null'
        # expect: 'null'
        # expect: 'null'
        # expect: 'null'
        # expect: 'null'
        # expect: 'true'
        # expect: 'true'
        # expect: 'true'
        # expect: 'true'
        # expect: 'true'
        # expect: 'true'
        # expect: '1'
        # expect: '1'
        # expect: '1'
        # expect: '1'
        # expect: '1'
        # expect: '1'
        # expect: '-5'
        # expect: '-5'
        # expect: '-5'
        # expect: '-5'
        # expect: '-5'
        # expect: '-5'
        # expect: '1180591620717411303424'
        # expect: '1180591620717411303424'
        # expect: '1180591620717411303424'
        # expect: '1180591620717411303424'
        # expect: '1180591620717411303424'
        # expect: '1180591620717411303424'
        # expect: '1.5'
        # expect: '1.5'
        # expect: '1.5'
        # expect: '1.5'
        # expect: '1.5'
        # expect: '1.5'
        # expect: '1e+300'
        # expect: '1e+300'
        # expect: '1e+300'
        # expect: '1e+300'
        # expect: '1e+300'
        # expect: '1e+300'
        # expect: 'NaN'
        # expect: 'NaN'
        # expect: 'NaN'
        # expect: 'NaN'
        # expect: 'NaN'
        # expect: 'NaN'
        # expect: 'Infinity'
        # expect: 'Infinity'
        # expect: 'Infinity'
        # expect: 'Infinity'
        # expect: 'Infinity'
        # expect: 'Infinity'
        # expect: '"a\\"\\\\\\n\\u0001\\u007f\\u00e9\\ud83d\\udc0d\\ud800"'
        # expect: '"a\\"\\\\\\n\\u0001\\u007f\\u00e9\\ud83d\\udc0d\\ud800"'
        # expect: '"a\\"\\\\\\n\\u0001\x7f\xe9\U0001f40d\ud800"'
        # expect: '"a\\"\\\\\\n\\u0001\\u007f\\u00e9\\ud83d\\udc0d\\ud800"'
        # expect: '"a\\"\\\\\\n\\u0001\\u007f\\u00e9\\ud83d\\udc0d\\ud800"'
        # expect: '"a\\"\\\\\\n\\u0001\\u007f\\u00e9\\ud83d\\udc0d\\ud800"'
        # expect: '[]'
        # expect: '[]'
        # expect: '[]'
        # expect: '[]'
        # expect: '[]'
        # expect: '[]'
        # expect: '{}'
        # expect: '{}'
        # expect: '{}'
        # expect: '{}'
        # expect: '{}'
        # expect: '{}'
        # expect: '[1, [2, {"a": null}]]'
        # expect: '[\n  1,\n  [\n    2,\n    {\n      "a": null\n    }\n  ]\n]'
        # expect: '[1, [2, {"a": null}]]'
        # expect: '[1,[2,{"a":null}]]'
        # expect: '[1, [2, {"a": null}]]'
        # expect: '[\n\t1,\n\t[\n\t\t2,\n\t\t{\n\t\t\t"a": null\n\t\t}\n\t]\n]'
        # expect: '{"k": [1, 2], "3": 4, "1.5": 2, "null": 0, "true": 1}'
        # expect: '{\n  "k": [\n    1,\n    2\n  ],\n  "3": 4,\n  "1.5": 2,\n  "null": 0,\n  "true": 1\n}'
        # expect: '{"k": [1, 2], "3": 4, "1.5": 2, "null": 0, "true": 1}'
        # expect: '{"k":[1,2],"3":4,"1.5":2,"null":0,"true":1}'
        # expect: TypeError '<' not supported between instances of 'int' and 'str'
        # expect: TypeError '<' not supported between instances of 'int' and 'str'
        # expect: '[]'
        # expect: '[]'
        # expect: '[]'
        # expect: '[]'
        # expect: '[]'
        # expect: '[]'
        # expect: '{"b": 1, "a": 2}'
        # expect: '{\n  "b": 1,\n  "a": 2\n}'
        # expect: '{"b": 1, "a": 2}'
        # expect: '{"b":1,"a":2}'
        # expect: '{"a": 2, "b": 1}'
        # expect: '{\n\t"a": 2,\n\t"b": 1\n}'
for t in ['', '{', '[', '[1', '[1,', '[1,]', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{a:1}', '"abc', '"\\', '"\\q"', '"\\u12"', '"\\u12g4"', '"\\ud83d\\udc0d"', '"\\ud83d"', '"\\ud83d\\u0041"', '"\n"', 'nul', 'tru', '-', '01', '1.', '1.e5', '1e', '1.5e+3', '-0', '-0.0', '1E5', 'NaN', '-Infinity', 'Infinity', ' [ 1 , 2 ] ', '1 2', '{"a":1 "b"}', '[1 2]', '{"a" 1}', '123456789012345678901234567890', '\ufeff1', '{"a":1,"a":2}', '"\\ud83d\\u12"', '[}', '{]', '[1,,2]']:
    try: print(ascii(t), ascii(json.loads(t)))
    except Exception as e: print(ascii(t), type(e).__name__, e)
    # expect: '' JSONDecodeError Expecting value: line 1 column 1 (char 0)
    # expect: '{' JSONDecodeError Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
    # expect: '[' JSONDecodeError Expecting value: line 1 column 2 (char 1)
    # expect: '[1' JSONDecodeError Expecting ',' delimiter: line 1 column 3 (char 2)
    # expect: '[1,' JSONDecodeError Expecting value: line 1 column 4 (char 3)
    # expect: '[1,]' JSONDecodeError Expecting value: line 1 column 4 (char 3)
    # expect: '{"a"' JSONDecodeError Expecting ':' delimiter: line 1 column 5 (char 4)
    # expect: '{"a":' JSONDecodeError Expecting value: line 1 column 6 (char 5)
    # expect: '{"a":1' JSONDecodeError Expecting ',' delimiter: line 1 column 7 (char 6)
    # expect: '{"a":1,' JSONDecodeError Expecting property name enclosed in double quotes: line 1 column 8 (char 7)
    # expect: '{"a":1,}' JSONDecodeError Expecting property name enclosed in double quotes: line 1 column 8 (char 7)
    # expect: '{a:1}' JSONDecodeError Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
    # expect: '"abc' JSONDecodeError Unterminated string starting at: line 1 column 1 (char 0)
    # expect: '"\\' JSONDecodeError Unterminated string starting at: line 1 column 1 (char 0)
    # expect: '"\\q"' JSONDecodeError Invalid \escape: line 1 column 2 (char 1)
    # expect: '"\\u12"' JSONDecodeError Invalid \uXXXX escape: line 1 column 3 (char 2)
    # expect: '"\\u12g4"' JSONDecodeError Invalid \uXXXX escape: line 1 column 3 (char 2)
    # expect: '"\\ud83d\\udc0d"' '\U0001f40d'
    # expect: '"\\ud83d"' '\ud83d'
    # expect: '"\\ud83d\\u0041"' '\ud83dA'
    # expect: '"\n"' JSONDecodeError Invalid control character at: line 1 column 2 (char 1)
    # expect: 'nul' JSONDecodeError Expecting value: line 1 column 1 (char 0)
    # expect: 'tru' JSONDecodeError Expecting value: line 1 column 1 (char 0)
    # expect: '-' JSONDecodeError Expecting value: line 1 column 1 (char 0)
    # expect: '01' JSONDecodeError Extra data: line 1 column 2 (char 1)
    # expect: '1.' JSONDecodeError Extra data: line 1 column 2 (char 1)
    # expect: '1.e5' JSONDecodeError Extra data: line 1 column 2 (char 1)
    # expect: '1e' JSONDecodeError Extra data: line 1 column 2 (char 1)
    # expect: '1.5e+3' 1500.0
    # expect: '-0' 0
    # expect: '-0.0' -0.0
    # expect: '1E5' 100000.0
    # expect: 'NaN' nan
    # expect: '-Infinity' -inf
    # expect: 'Infinity' inf
    # expect: ' [ 1 , 2 ] ' [1, 2]
    # expect: '1 2' JSONDecodeError Extra data: line 1 column 3 (char 2)
    # expect: '{"a":1 "b"}' JSONDecodeError Expecting ',' delimiter: line 1 column 8 (char 7)
    # expect: '[1 2]' JSONDecodeError Expecting ',' delimiter: line 1 column 4 (char 3)
    # expect: '{"a" 1}' JSONDecodeError Expecting ':' delimiter: line 1 column 6 (char 5)
    # expect: '123456789012345678901234567890' 123456789012345678901234567890
    # expect: '\ufeff1' JSONDecodeError Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)
    # expect: '{"a":1,"a":2}' {'a': 2}
    # expect: '"\\ud83d\\u12"' JSONDecodeError Invalid \uXXXX escape: line 1 column 9 (char 8)
    # expect: '[}' JSONDecodeError Expecting value: line 1 column 2 (char 1)
    # expect: '{]' JSONDecodeError Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
    # expect: '[1,,2]' JSONDecodeError Expecting value: line 1 column 4 (char 3)
for b in ['[1]'.encode(c) for c in ('utf-8','utf-8-sig','utf-16','utf-32','utf-16-le','utf-32-be')]: print(json.loads(b))
# expect: [1]
# expect: [1]
# expect: [1]
# expect: [1]
# expect: [1]
# expect: [1]
print(json.loads('{"a":{"b":1.5,"c":NaN}}', object_hook=lambda d: sorted(d), parse_float=str, parse_constant=lambda c:c))
# expect: ['a']
print(json.loads('{"a":1,"b":2}', object_pairs_hook=lambda p:p, parse_int=float))
# expect: [('a', 1.0), ('b', 2.0)]
class E(json.JSONEncoder):
    def default(self,o): 
        if isinstance(o, complex): return [o.real,o.imag]
        return super().default(o)
print(json.dumps({'z':1+2j}, cls=E), json.dumps(set(), default=list))
# expect: {"z": [1.0, 2.0]} []
try: json.dumps(object)
except TypeError as e: print(e)    # expect: Object of type type is not JSON serializable
l=[]; l.append(l)
try: json.dumps(l)
except ValueError as e: print(e)    # expect: Circular reference detected
try: json.dumps({(1,2):3})
except TypeError as e: print(e)    # expect: keys must be str, int, float, bool or None, not tuple
print(json.dumps({(1,2):3,'a':4}, skipkeys=True))    # expect: {"a": 4}
try: json.loads('['*100000)
except RecursionError as e: print('RE')    # expect: RE
try: json.dumps(float('nan'), allow_nan=False)
except ValueError as e: print(e)    # expect: Out of range float values are not JSON compliant
try: json.loads(5)
except TypeError as e: print(e)
# expect: the JSON object must be str, bytes or bytearray, not int
class L(list):pass
class D(dict):pass
class I(int):
    def __repr__(self): return 'x'
    __str__=__repr__
print(json.dumps([L([1]),D(a=1),I(5), {I(3):1}]))    # expect: [[1], {"a": 1}, 5, {"3": 1}]
import json.decoder
try: json.loads('{')
except json.decoder.JSONDecodeError as e: print(e.msg,e.doc,e.pos,e.lineno,e.colno, repr(type(e)))
# expect: Expecting property name enclosed in double quotes { 1 1 2 <class 'json.decoder.JSONDecodeError'>
print(json.JSONDecoder().raw_decode('[1] x'))    # expect: ([1], 3)
try: json.dumps({'a':1,1:2}, sort_keys=True)
except TypeError as e: print(e)    # expect: '<' not supported between instances of 'int' and 'str'
