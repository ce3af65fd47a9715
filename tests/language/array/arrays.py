# array.array: numbers of one size, and what they complain about.

from array import array
import array as A
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
for c in 'bBhHiIlLqQfdu':
    for v in (-1, -129, 128, 256, 32768,-32769, 65536, 2**31, -2**31-1, 2**32, 2**63, -2**63-1, 2**64, 10**400, 1.5, 'a', 'ab', None):
        try: array(c,[v])
        except BaseException as e: print(c, v if not isinstance(v,int) or v< 2**70 else 'big', type(e).__name__, e)
        # expect: b -129 OverflowError signed char is less than minimum
        # expect: b 128 OverflowError signed char is greater than maximum
        # expect: b 256 OverflowError signed char is greater than maximum
        # expect: b 32768 OverflowError signed short integer is greater than maximum
        # expect: b -32769 OverflowError signed short integer is less than minimum
        # expect: b 65536 OverflowError signed short integer is greater than maximum
        # expect: b 2147483648 OverflowError signed short integer is greater than maximum
        # expect: b -2147483649 OverflowError signed short integer is less than minimum
        # expect: b 4294967296 OverflowError signed short integer is greater than maximum
        # expect: b 9223372036854775808 OverflowError Python int too large to convert to C long
        # expect: b -9223372036854775809 OverflowError Python int too large to convert to C long
        # expect: b 18446744073709551616 OverflowError Python int too large to convert to C long
        # expect: b big OverflowError Python int too large to convert to C long
        # expect: b 1.5 TypeError 'float' object cannot be interpreted as an integer
        # expect: b a TypeError 'str' object cannot be interpreted as an integer
        # expect: b ab TypeError 'str' object cannot be interpreted as an integer
        # expect: b None TypeError 'NoneType' object cannot be interpreted as an integer
        # expect: B -1 OverflowError unsigned byte integer is less than minimum
        # expect: B -129 OverflowError unsigned byte integer is less than minimum
        # expect: B 256 OverflowError unsigned byte integer is greater than maximum
        # expect: B 32768 OverflowError unsigned byte integer is greater than maximum
        # expect: B -32769 OverflowError unsigned byte integer is less than minimum
        # expect: B 65536 OverflowError unsigned byte integer is greater than maximum
        # expect: B 2147483648 OverflowError unsigned byte integer is greater than maximum
        # expect: B -2147483649 OverflowError unsigned byte integer is less than minimum
        # expect: B 4294967296 OverflowError unsigned byte integer is greater than maximum
        # expect: B 9223372036854775808 OverflowError Python int too large to convert to C long
        # expect: B -9223372036854775809 OverflowError Python int too large to convert to C long
        # expect: B 18446744073709551616 OverflowError Python int too large to convert to C long
        # expect: B big OverflowError Python int too large to convert to C long
        # expect: B 1.5 TypeError 'float' object cannot be interpreted as an integer
        # expect: B a TypeError 'str' object cannot be interpreted as an integer
        # expect: B ab TypeError 'str' object cannot be interpreted as an integer
        # expect: B None TypeError 'NoneType' object cannot be interpreted as an integer
        # expect: h 32768 OverflowError signed short integer is greater than maximum
        # expect: h -32769 OverflowError signed short integer is less than minimum
        # expect: h 65536 OverflowError signed short integer is greater than maximum
        # expect: h 2147483648 OverflowError signed short integer is greater than maximum
        # expect: h -2147483649 OverflowError signed short integer is less than minimum
        # expect: h 4294967296 OverflowError signed short integer is greater than maximum
        # expect: h 9223372036854775808 OverflowError Python int too large to convert to C long
        # expect: h -9223372036854775809 OverflowError Python int too large to convert to C long
        # expect: h 18446744073709551616 OverflowError Python int too large to convert to C long
        # expect: h big OverflowError Python int too large to convert to C long
        # expect: h 1.5 TypeError 'float' object cannot be interpreted as an integer
        # expect: h a TypeError 'str' object cannot be interpreted as an integer
        # expect: h ab TypeError 'str' object cannot be interpreted as an integer
        # expect: h None TypeError 'NoneType' object cannot be interpreted as an integer
        # expect: H -1 OverflowError unsigned short is less than minimum
        # expect: H -129 OverflowError unsigned short is less than minimum
        # expect: H -32769 OverflowError unsigned short is less than minimum
        # expect: H 65536 OverflowError unsigned short is greater than maximum
        # expect: H 2147483648 OverflowError signed integer is greater than maximum
        # expect: H -2147483649 OverflowError signed integer is less than minimum
        # expect: H 4294967296 OverflowError signed integer is greater than maximum
        # expect: H 9223372036854775808 OverflowError Python int too large to convert to C long
        # expect: H -9223372036854775809 OverflowError Python int too large to convert to C long
        # expect: H 18446744073709551616 OverflowError Python int too large to convert to C long
        # expect: H big OverflowError Python int too large to convert to C long
        # expect: H 1.5 TypeError 'float' object cannot be interpreted as an integer
        # expect: H a TypeError 'str' object cannot be interpreted as an integer
        # expect: H ab TypeError 'str' object cannot be interpreted as an integer
        # expect: H None TypeError 'NoneType' object cannot be interpreted as an integer
        # expect: i 2147483648 OverflowError signed integer is greater than maximum
        # expect: i -2147483649 OverflowError signed integer is less than minimum
        # expect: i 4294967296 OverflowError signed integer is greater than maximum
        # expect: i 9223372036854775808 OverflowError Python int too large to convert to C long
        # expect: i -9223372036854775809 OverflowError Python int too large to convert to C long
        # expect: i 18446744073709551616 OverflowError Python int too large to convert to C long
        # expect: i big OverflowError Python int too large to convert to C long
        # expect: i 1.5 TypeError 'float' object cannot be interpreted as an integer
        # expect: i a TypeError 'str' object cannot be interpreted as an integer
        # expect: i ab TypeError 'str' object cannot be interpreted as an integer
        # expect: i None TypeError 'NoneType' object cannot be interpreted as an integer
        # expect: I -1 OverflowError can't convert negative value to unsigned int
        # expect: I -129 OverflowError can't convert negative value to unsigned int
        # expect: I -32769 OverflowError can't convert negative value to unsigned int
        # expect: I -2147483649 OverflowError can't convert negative value to unsigned int
        # expect: I 4294967296 OverflowError unsigned int is greater than maximum
        # expect: I 9223372036854775808 OverflowError unsigned int is greater than maximum
        # expect: I -9223372036854775809 OverflowError can't convert negative value to unsigned int
        # expect: I 18446744073709551616 OverflowError Python int too large to convert to C unsigned long
        # expect: I big OverflowError Python int too large to convert to C unsigned long
        # expect: I 1.5 TypeError 'float' object cannot be interpreted as an integer
        # expect: I a TypeError 'str' object cannot be interpreted as an integer
        # expect: I ab TypeError 'str' object cannot be interpreted as an integer
        # expect: I None TypeError 'NoneType' object cannot be interpreted as an integer
        # expect: l 9223372036854775808 OverflowError Python int too large to convert to C long
        # expect: l -9223372036854775809 OverflowError Python int too large to convert to C long
        # expect: l 18446744073709551616 OverflowError Python int too large to convert to C long
        # expect: l big OverflowError Python int too large to convert to C long
        # expect: l 1.5 TypeError 'float' object cannot be interpreted as an integer
        # expect: l a TypeError 'str' object cannot be interpreted as an integer
        # expect: l ab TypeError 'str' object cannot be interpreted as an integer
        # expect: l None TypeError 'NoneType' object cannot be interpreted as an integer
        # expect: L -1 OverflowError can't convert negative value to unsigned int
        # expect: L -129 OverflowError can't convert negative value to unsigned int
        # expect: L -32769 OverflowError can't convert negative value to unsigned int
        # expect: L -2147483649 OverflowError can't convert negative value to unsigned int
        # expect: L -9223372036854775809 OverflowError can't convert negative value to unsigned int
        # expect: L 18446744073709551616 OverflowError Python int too large to convert to C unsigned long
        # expect: L big OverflowError Python int too large to convert to C unsigned long
        # expect: L 1.5 TypeError 'float' object cannot be interpreted as an integer
        # expect: L a TypeError 'str' object cannot be interpreted as an integer
        # expect: L ab TypeError 'str' object cannot be interpreted as an integer
        # expect: L None TypeError 'NoneType' object cannot be interpreted as an integer
        # expect: q 9223372036854775808 OverflowError int too big to convert
        # expect: q -9223372036854775809 OverflowError int too big to convert
        # expect: q 18446744073709551616 OverflowError int too big to convert
        # expect: q big OverflowError int too big to convert
        # expect: q 1.5 TypeError 'float' object cannot be interpreted as an integer
        # expect: q a TypeError 'str' object cannot be interpreted as an integer
        # expect: q ab TypeError 'str' object cannot be interpreted as an integer
        # expect: q None TypeError 'NoneType' object cannot be interpreted as an integer
        # expect: Q -1 OverflowError can't convert negative int to unsigned
        # expect: Q -129 OverflowError can't convert negative int to unsigned
        # expect: Q -32769 OverflowError can't convert negative int to unsigned
        # expect: Q -2147483649 OverflowError can't convert negative int to unsigned
        # expect: Q -9223372036854775809 OverflowError can't convert negative int to unsigned
        # expect: Q 18446744073709551616 OverflowError int too big to convert
        # expect: Q big OverflowError int too big to convert
        # expect: Q 1.5 TypeError 'float' object cannot be interpreted as an integer
        # expect: Q a TypeError 'str' object cannot be interpreted as an integer
        # expect: Q ab TypeError 'str' object cannot be interpreted as an integer
        # expect: Q None TypeError 'NoneType' object cannot be interpreted as an integer
        # expect: f big OverflowError int too large to convert to float
        # expect: f a TypeError must be real number, not str
        # expect: f ab TypeError must be real number, not str
        # expect: f None TypeError must be real number, not NoneType
        # expect: d big OverflowError int too large to convert to float
        # expect: d a TypeError must be real number, not str
        # expect: d ab TypeError must be real number, not str
        # expect: d None TypeError must be real number, not NoneType
        # expect: u -1 TypeError array item must be unicode character
        # expect: u -129 TypeError array item must be unicode character
        # expect: u 128 TypeError array item must be unicode character
        # expect: u 256 TypeError array item must be unicode character
        # expect: u 32768 TypeError array item must be unicode character
        # expect: u -32769 TypeError array item must be unicode character
        # expect: u 65536 TypeError array item must be unicode character
        # expect: u 2147483648 TypeError array item must be unicode character
        # expect: u -2147483649 TypeError array item must be unicode character
        # expect: u 4294967296 TypeError array item must be unicode character
        # expect: u 9223372036854775808 TypeError array item must be unicode character
        # expect: u -9223372036854775809 TypeError array item must be unicode character
        # expect: u 18446744073709551616 TypeError array item must be unicode character
        # expect: u big TypeError array item must be unicode character
        # expect: u 1.5 TypeError array item must be unicode character
        # expect: u ab TypeError array item must be unicode character
        # expect: u None TypeError array item must be unicode character
a=array('i',[1,2,3])
for s in '''A.array(); A.array(1); A.array('ab'); A.array('z'); A.array('b','x'); A.array('b',array('u','x')); A.array('b',3); A.array('i',b'123'); A.array('i',x=3); array('u','héllo'); array('d',[1.5]); array('i'); a[5]; a['a']; a[1.5]; a.pop(9); a.pop('a'); array('i').pop(); a.index(7); a.remove(7); a.insert('a',1); a.append('a'); a.append(2**40); a.extend(3); a.extend(array('b')); a.extend(['a']); a+[1]; a+array('b'); a*2; a*'a'; 2*a; a<[1]; a==[1]; a==array('d',[1,2,3]); a<array('b',[1,2,4]); a.frombytes('x'); a.frombytes(b'123'); a.fromlist(3); a.fromlist(['a']); a.fromunicode('x'); a.tounicode(); a.tobytes(); a.tolist(); a.buffer_info()[1]; a.byteswap(); a.count(1); a.index(1,0,5); a.reverse(); a.typecode; a.itemsize; a[0:2]; a[::2]; a.__reduce_ex__(2); a.__copy__(); hash(a); type(iter(a)); A.typecodes; A.ArrayType; a.tofile(3); a.fromfile(3,1); 3 in a; bytes(a); memoryview(array('u','ab')).format; array[int]; a.__setitem__(slice(0,1),[1]); a.__setitem__(slice(0,1),array('b',[1])); a.__setitem__(slice(0,3,2),array('i',[1])); a.__iadd__([1])'''.split(';'):
    print(s, end=' -> ')
    # expect: A.array() -> TypeError array() takes at least 1 argument (0 given)
    # expect:  A.array(1) -> TypeError array() argument 1 must be a unicode character, not int
    # expect:  A.array('ab') -> TypeError array() argument 1 must be a unicode character, not str
    # expect:  A.array('z') -> ValueError bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)
    # expect:  A.array('b','x') -> TypeError cannot use a str to initialize an array with typecode 'b'
    # expect:  A.array('b',array('u','x')) -> TypeError cannot use a unicode array to initialize an array with typecode 'b'
    # expect:  A.array('b',3) -> TypeError 'int' object is not iterable
    # expect:  A.array('i',b'123') -> ValueError bytes length not a multiple of item size
    # expect:  A.array('i',x=3) -> TypeError array.array() takes no keyword arguments
    # expect:  array('u','héllo') -> array('u', 'héllo')
    # expect:  array('d',[1.5]) -> array('d', [1.5])
    # expect:  array('i') -> array('i')
    # expect:  a[5] -> IndexError array index out of range
    # expect:  a['a'] -> TypeError array indices must be integers
    # expect:  a[1.5] -> TypeError array indices must be integers
    # expect:  a.pop(9) -> IndexError pop index out of range
    # expect:  a.pop('a') -> TypeError 'str' object cannot be interpreted as an integer
    # expect:  array('i').pop() -> IndexError pop from empty array
    # expect:  a.index(7) -> ValueError array.index(x): x not in array
    # expect:  a.remove(7) -> ValueError array.remove(x): x not in array
    # expect:  a.insert('a',1) -> TypeError 'str' object cannot be interpreted as an integer
    # expect:  a.append('a') -> TypeError 'str' object cannot be interpreted as an integer
    # expect:  a.append(2**40) -> OverflowError signed integer is greater than maximum
    # expect:  a.extend(3) -> TypeError 'int' object is not iterable
    # expect:  a.extend(array('b')) -> TypeError can only extend with array of same kind
    # expect:  a.extend(['a']) -> TypeError 'str' object cannot be interpreted as an integer
    # expect:  a+[1] -> TypeError can only append array (not "list") to array
    # expect:  a+array('b') -> TypeError bad argument type for built-in operation
    # expect:  a*2 -> array('i', [1, 2, 3, 1, 2, 3])
    # expect:  a*'a' -> TypeError can't multiply sequence by non-int of type 'str'
    # expect:  2*a -> array('i', [1, 2, 3, 1, 2, 3])
    # expect:  a<[1] -> TypeError '<' not supported between instances of 'array.array' and 'list'
    # expect:  a==[1] -> False
    # expect:  a==array('d',[1,2,3]) -> True
    # expect:  a<array('b',[1,2,4]) -> True
    # expect:  a.frombytes('x') -> TypeError a bytes-like object is required, not 'str'
    # expect:  a.frombytes(b'123') -> ValueError bytes length not a multiple of item size
    # expect:  a.fromlist(3) -> TypeError arg must be list
    # expect:  a.fromlist(['a']) -> TypeError 'str' object cannot be interpreted as an integer
    # expect:  a.fromunicode('x') -> ValueError fromunicode() may only be called on unicode type arrays
    # expect:  a.tounicode() -> ValueError tounicode() may only be called on unicode type arrays
    # expect:  a.tobytes() -> b'\x01\x00\x00\x00\x02\x00\x00\x00\x03\x00\x00\x00'
    # expect:  a.tolist() -> [1, 2, 3]
    # expect:  a.buffer_info()[1] -> 3
    # expect:  a.byteswap() -> None
    # expect:  a.count(1) -> 0
    # expect:  a.index(1,0,5) -> ValueError array.index(x): x not in array
    # expect:  a.reverse() -> None
    # expect:  a.typecode -> 'i'
    # expect:  a.itemsize -> 4
    # expect:  a[0:2] -> array('i', [50331648, 33554432])
    # expect:  a[::2] -> array('i', [50331648, 16777216])
    # expect:  a.__reduce_ex__(2) -> (<class 'array.array'>, ('i', [50331648, 33554432, 16777216]), None)
    # expect:  a.__copy__() -> array('i', [50331648, 33554432, 16777216])
    # expect:  hash(a) -> TypeError unhashable type: 'array.array'
    # expect:  type(iter(a)) -> <class 'array.arrayiterator'>
    # expect:  A.typecodes -> 'bBuhHiIlLqQfd'
    # expect:  A.ArrayType -> <class 'array.array'>
    # expect:  a.tofile(3) -> AttributeError 'int' object has no attribute 'write'
    # expect:  a.fromfile(3,1) -> AttributeError 'int' object has no attribute 'read'
    # expect:  3 in a -> False
    # expect:  bytes(a) -> b'\x00\x00\x00\x03\x00\x00\x00\x02\x00\x00\x00\x01'
    # expect:  memoryview(array('u','ab')).format -> 'w'
    # expect:  array[int] -> TypeError type 'array.array' is not subscriptable
    # expect:  a.__setitem__(slice(0,1),[1]) -> TypeError can only assign array (not "list") to array slice
    # expect:  a.__setitem__(slice(0,1),array('b',[1])) -> TypeError bad argument type for built-in operation
    # expect:  a.__setitem__(slice(0,3,2),array('i',[1])) -> ValueError attempt to assign array of size 1 to extended slice of size 2
    # expect:  a.__iadd__([1]) -> TypeError can only extend array with array (not "list")
    t(lambda: eval(s))
m=memoryview(a)
for s in '''a.append(1); a.pop(); a.extend([1]); a.byteswap(); a.fromlist([1]); a.frombytes(b'1234'); a.__delitem__(0); a.__setitem__(0,5); a.insert(0,1); a.__iadd__(a); a.__imul__(2); a.__imul__(0); a.__setitem__(slice(0,1),array('i',[])); a.fromlist([]); a.remove(2)'''.split(';'):
    print(s, end=' -> ')
    # expect: a.append(1) -> BufferError cannot resize an array that is exporting buffers
    # expect:  a.pop() -> BufferError cannot resize an array that is exporting buffers
    # expect:  a.extend([1]) -> BufferError cannot resize an array that is exporting buffers
    # expect:  a.byteswap() -> None
    # expect:  a.fromlist([1]) -> BufferError cannot resize an array that is exporting buffers
    # expect:  a.frombytes(b'1234') -> BufferError cannot resize an array that is exporting buffers
    # expect:  a.__delitem__(0) -> BufferError cannot resize an array that is exporting buffers
    # expect:  a.__setitem__(0,5) -> None
    # expect:  a.insert(0,1) -> BufferError cannot resize an array that is exporting buffers
    # expect:  a.__iadd__(a) -> BufferError cannot resize an array that is exporting buffers
    # expect:  a.__imul__(2) -> BufferError cannot resize an array that is exporting buffers
    # expect:  a.__imul__(0) -> BufferError cannot resize an array that is exporting buffers
    # expect:  a.__setitem__(slice(0,1),array('i',[])) -> BufferError cannot resize an array that is exporting buffers
    # expect:  a.fromlist([]) -> None
    # expect:  a.remove(2) -> BufferError cannot resize an array that is exporting buffers
    t(lambda: eval(s))
