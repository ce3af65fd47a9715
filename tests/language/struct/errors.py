# Module struct: what can't be packed and unpacked.

import struct, _struct
from struct import *
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__module__,type(e).__name__, e)
seen={}
for m in '@<>':
  for c in 'bBhHiIlLqQnNfdePc?sp':
    if c in 'nNP' and m!='@': continue
    for v in (-1, -129, 256, 65536, 2**31,-2**31-1, 2**32, 2**63, -2**63-1, 2**64, -10**50,10**400, 1.5, 1e300, 'a', None, b'', b'ab',1e5):
        try: pack(m+c,v)
        except BaseException as e:
            k=(m,c,type(e).__name__, str(e))
            seen.setdefault(k,[]).append(v if not isinstance(v,int) or abs(v)<2**70 else 'big')
for k,v in seen.items(): print(k,v)
# expect: ('@', 'b', 'error', 'byte format requires -128 <= number <= 127') [-129, 256, 65536, 2147483648, -2147483649, 4294967296]
# expect: ('@', 'b', 'error', 'argument out of range') [9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('@', 'b', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('@', 'B', 'error', 'ubyte format requires 0 <= number <= 255') [-1, -129, 256, 65536, 2147483648, -2147483649, 4294967296]
# expect: ('@', 'B', 'error', 'argument out of range') [9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('@', 'B', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('@', 'h', 'error', 'short format requires -32768 <= number <= 32767') [65536, 2147483648, -2147483649, 4294967296]
# expect: ('@', 'h', 'error', 'argument out of range') [9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('@', 'h', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('@', 'H', 'error', 'ushort format requires 0 <= number <= 65535') [-1, -129, 65536, 2147483648, -2147483649, 4294967296]
# expect: ('@', 'H', 'error', 'argument out of range') [9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('@', 'H', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('@', 'i', 'error', "'i' format requires -2147483648 <= number <= 2147483647") [2147483648, -2147483649, 4294967296]
# expect: ('@', 'i', 'error', 'argument out of range') [9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('@', 'i', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('@', 'I', 'error', 'argument out of range') [-1, -129, -2147483649, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('@', 'I', 'error', "'I' format requires 0 <= number <= 4294967295") [4294967296, 9223372036854775808]
# expect: ('@', 'I', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('@', 'l', 'error', 'argument out of range') [9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('@', 'l', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('@', 'L', 'error', 'argument out of range') [-1, -129, -2147483649, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('@', 'L', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('@', 'q', 'error', 'argument out of range') [9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('@', 'q', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('@', 'Q', 'error', 'argument out of range') [-1, -129, -2147483649, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('@', 'Q', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('@', 'n', 'error', 'argument out of range') [9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('@', 'n', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('@', 'N', 'error', 'argument out of range') [-1, -129, -2147483649, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('@', 'N', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('@', 'f', 'error', 'required argument is not a float') ['big', 'a', None, b'', b'ab']
# expect: ('@', 'd', 'error', 'required argument is not a float') ['big', 'a', None, b'', b'ab']
# expect: ('@', 'e', 'error', 'int too large to convert') [65536, 2147483648, -2147483649, 4294967296, 9223372036854775808, -9223372036854775809, 18446744073709551616, 'big']
# expect: ('@', 'e', 'error', 'required argument is not a float') ['big', 'a', None, b'', b'ab']
# expect: ('@', 'e', 'OverflowError', 'float too large to pack with e format') [1e+300, 100000.0]
# expect: ('@', 'P', 'error', 'int too large to convert') [-9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('@', 'P', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('@', 'c', 'error', 'char format requires a bytes object of length 1') [-1, -129, 256, 65536, 2147483648, -2147483649, 4294967296, 9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big', 1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('@', 's', 'error', "argument for 's' must be a bytes object") [-1, -129, 256, 65536, 2147483648, -2147483649, 4294967296, 9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big', 1.5, 1e+300, 'a', None, 100000.0]
# expect: ('@', 'p', 'error', "argument for 'p' must be a bytes object") [-1, -129, 256, 65536, 2147483648, -2147483649, 4294967296, 9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big', 1.5, 1e+300, 'a', None, 100000.0]
# expect: ('<', 'b', 'error', 'byte format requires -128 <= number <= 127') [-129, 256, 65536, 2147483648, -2147483649, 4294967296]
# expect: ('<', 'b', 'error', 'argument out of range') [9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('<', 'b', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('<', 'B', 'error', 'ubyte format requires 0 <= number <= 255') [-1, -129, 256, 65536, 2147483648, -2147483649, 4294967296]
# expect: ('<', 'B', 'error', 'argument out of range') [9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('<', 'B', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('<', 'h', 'error', 'short format requires -32768 <= number <= 32767') [65536, 2147483648, -2147483649, 4294967296]
# expect: ('<', 'h', 'error', 'argument out of range') [9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('<', 'h', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('<', 'H', 'error', 'ushort format requires 0 <= number <= 65535') [-1, -129, 65536, 2147483648, -2147483649, 4294967296]
# expect: ('<', 'H', 'error', 'argument out of range') [9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('<', 'H', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('<', 'i', 'error', "'i' format requires -2147483648 <= number <= 2147483647") [2147483648, -2147483649, 4294967296]
# expect: ('<', 'i', 'error', 'argument out of range') [9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('<', 'i', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('<', 'I', 'error', 'argument out of range') [-1, -129, -2147483649, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('<', 'I', 'error', "'I' format requires 0 <= number <= 4294967295") [4294967296, 9223372036854775808]
# expect: ('<', 'I', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('<', 'l', 'error', "'l' format requires -2147483648 <= number <= 2147483647") [2147483648, -2147483649, 4294967296]
# expect: ('<', 'l', 'error', 'argument out of range') [9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('<', 'l', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('<', 'L', 'error', 'argument out of range') [-1, -129, -2147483649, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('<', 'L', 'error', "'L' format requires 0 <= number <= 4294967295") [4294967296, 9223372036854775808]
# expect: ('<', 'L', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('<', 'q', 'error', 'argument out of range') [9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('<', 'q', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('<', 'Q', 'error', 'argument out of range') [-1, -129, -2147483649, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('<', 'Q', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('<', 'f', 'error', 'int too large to convert') ['big']
# expect: ('<', 'f', 'error', 'required argument is not a float') ['big', 'a', None, b'', b'ab']
# expect: ('<', 'f', 'OverflowError', 'float too large to pack with f format') [1e+300]
# expect: ('<', 'd', 'error', 'required argument is not a float') ['big', 'a', None, b'', b'ab']
# expect: ('<', 'e', 'error', 'int too large to convert') [65536, 2147483648, -2147483649, 4294967296, 9223372036854775808, -9223372036854775809, 18446744073709551616, 'big']
# expect: ('<', 'e', 'error', 'required argument is not a float') ['big', 'a', None, b'', b'ab']
# expect: ('<', 'e', 'OverflowError', 'float too large to pack with e format') [1e+300, 100000.0]
# expect: ('<', 'c', 'error', 'char format requires a bytes object of length 1') [-1, -129, 256, 65536, 2147483648, -2147483649, 4294967296, 9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big', 1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('<', 's', 'error', "argument for 's' must be a bytes object") [-1, -129, 256, 65536, 2147483648, -2147483649, 4294967296, 9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big', 1.5, 1e+300, 'a', None, 100000.0]
# expect: ('<', 'p', 'error', "argument for 'p' must be a bytes object") [-1, -129, 256, 65536, 2147483648, -2147483649, 4294967296, 9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big', 1.5, 1e+300, 'a', None, 100000.0]
# expect: ('>', 'b', 'error', 'byte format requires -128 <= number <= 127') [-129, 256, 65536, 2147483648, -2147483649, 4294967296]
# expect: ('>', 'b', 'error', 'argument out of range') [9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('>', 'b', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('>', 'B', 'error', 'ubyte format requires 0 <= number <= 255') [-1, -129, 256, 65536, 2147483648, -2147483649, 4294967296]
# expect: ('>', 'B', 'error', 'argument out of range') [9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('>', 'B', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('>', 'h', 'error', "'h' format requires -32768 <= number <= 32767") [65536, 2147483648, -2147483649, 4294967296]
# expect: ('>', 'h', 'error', 'argument out of range') [9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('>', 'h', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('>', 'H', 'error', 'argument out of range') [-1, -129, -2147483649, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('>', 'H', 'error', "'H' format requires 0 <= number <= 65535") [65536, 2147483648, 4294967296, 9223372036854775808]
# expect: ('>', 'H', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('>', 'i', 'error', "'i' format requires -2147483648 <= number <= 2147483647") [2147483648, -2147483649, 4294967296]
# expect: ('>', 'i', 'error', 'argument out of range') [9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('>', 'i', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('>', 'I', 'error', 'argument out of range') [-1, -129, -2147483649, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('>', 'I', 'error', "'I' format requires 0 <= number <= 4294967295") [4294967296, 9223372036854775808]
# expect: ('>', 'I', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('>', 'l', 'error', "'l' format requires -2147483648 <= number <= 2147483647") [2147483648, -2147483649, 4294967296]
# expect: ('>', 'l', 'error', 'argument out of range') [9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('>', 'l', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('>', 'L', 'error', 'argument out of range') [-1, -129, -2147483649, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('>', 'L', 'error', "'L' format requires 0 <= number <= 4294967295") [4294967296, 9223372036854775808]
# expect: ('>', 'L', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('>', 'q', 'error', 'int too large to convert') [9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('>', 'q', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('>', 'Q', 'error', 'int too large to convert') [-1, -129, -2147483649, -9223372036854775809, 18446744073709551616, 'big', 'big']
# expect: ('>', 'Q', 'error', 'required argument is not an integer') [1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('>', 'f', 'error', 'int too large to convert') ['big']
# expect: ('>', 'f', 'error', 'required argument is not a float') ['big', 'a', None, b'', b'ab']
# expect: ('>', 'f', 'OverflowError', 'float too large to pack with f format') [1e+300]
# expect: ('>', 'd', 'error', 'required argument is not a float') ['big', 'a', None, b'', b'ab']
# expect: ('>', 'e', 'error', 'int too large to convert') [65536, 2147483648, -2147483649, 4294967296, 9223372036854775808, -9223372036854775809, 18446744073709551616, 'big']
# expect: ('>', 'e', 'error', 'required argument is not a float') ['big', 'a', None, b'', b'ab']
# expect: ('>', 'e', 'OverflowError', 'float too large to pack with e format') [1e+300, 100000.0]
# expect: ('>', 'c', 'error', 'char format requires a bytes object of length 1') [-1, -129, 256, 65536, 2147483648, -2147483649, 4294967296, 9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big', 1.5, 1e+300, 'a', None, b'', b'ab', 100000.0]
# expect: ('>', 's', 'error', "argument for 's' must be a bytes object") [-1, -129, 256, 65536, 2147483648, -2147483649, 4294967296, 9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big', 1.5, 1e+300, 'a', None, 100000.0]
# expect: ('>', 'p', 'error', "argument for 'p' must be a bytes object") [-1, -129, 256, 65536, 2147483648, -2147483649, 4294967296, 9223372036854775808, -9223372036854775809, 18446744073709551616, 'big', 'big', 1.5, 1e+300, 'a', None, 100000.0]
s=Struct('<hi')
import array
for x in '''pack(); pack('i'); pack('i',1,2); pack(3); pack('é'); pack('i\\0'); pack('3'); pack('y'); pack(b'i',1); calcsize('99999999999999999999i'); calcsize('9223372036854775807i'); calcsize(3); calcsize('ibi'); calcsize('bi0l'); calcsize('= i b'); unpack('i',b''); unpack('i','a'); unpack_from('i',b'abc'); unpack_from('i',b'abc',-1); unpack_from('i',b'abcdefg',-9); unpack_from('i',b'abcdefg',5); pack_into('i'); pack_into('i',b''); pack_into('i',b'',0,1); pack_into('i',bytearray(3),0,1); pack_into('i',bytearray(3),-1,1); pack_into('i',bytearray(8),-9,1); pack_into('i',bytearray(8),'a',1); pack_into('i',bytearray(8),0); pack_into('i',3,0,1); iter_unpack('',b''); iter_unpack('i',b'abc'); list(iter_unpack('h',b'abcd')); s.format; s.size; s.pack(1); s.pack('a',1); s.unpack(b''); s.unpack_from(b'123456'); s.unpack_from(buffer=b'123456',offset=0);  s.pack_into(bytearray(6),0,1); Struct(); Struct(3); Struct(format='i').size; struct.error; struct.error.__mro__; type(s); Struct.__new__(Struct).pack(); Struct.__new__(Struct).size; Struct.__new__(Struct).format; Struct.__doc__; struct.__doc__; struct.pack.__doc__; Struct.pack.__doc__; Struct.pack_into.__doc__; struct.pack_into.__doc__; struct.unpack.__doc__; struct.unpack_from.__doc__; struct.iter_unpack.__doc__; struct.calcsize.__doc__; Struct.unpack.__doc__; Struct.unpack_from.__doc__; Struct.iter_unpack.__doc__; s.format.__doc__[:3]; Struct.format.__doc__; Struct.size.__doc__; iter_unpack('h',b'abcd').__length_hint__(); _clearcache(); unpack('2s3p',b'abcde'); unpack('0s?',b'a'); pack('0p',b'a'); pack('3p',b'abcdef'); pack('?',[]); pack('5s',bytearray(b'abc')); pack('5s',memoryview(b'abc')); unpack('>e',b'<\\0'); unpack('P',b'12345678'); pack('xx'); pack('2i',*[1,2]); s.unpack(3); s.__class__.__mro__'''.split(';'):
    print(x.strip(), end=' -> ')
    # expect: pack() -> builtins TypeError missing format argument
    # expect: pack('i') -> struct error pack expected 1 items for packing (got 0)
    # expect: pack('i',1,2) -> struct error pack expected 1 items for packing (got 2)
    # expect: pack(3) -> builtins TypeError Struct() argument 1 must be a str or bytes object, not int
    # expect: pack('é') -> builtins UnicodeEncodeError 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
    # expect: pack('i\0') -> struct error embedded null character
    # expect: pack('3') -> struct error repeat count given without format specifier
    # expect: pack('y') -> struct error bad char in struct format
    # expect: pack(b'i',1) -> b'\x01\x00\x00\x00'
    # expect: calcsize('99999999999999999999i') -> struct error total struct size too long
    # expect: calcsize('9223372036854775807i') -> struct error total struct size too long
    # expect: calcsize(3) -> builtins TypeError Struct() argument 1 must be a str or bytes object, not int
    # expect: calcsize('ibi') -> 12
    # expect: calcsize('bi0l') -> 8
    # expect: calcsize('= i b') -> 5
    # expect: unpack('i',b'') -> struct error unpack requires a buffer of 4 bytes
    # expect: unpack('i','a') -> builtins TypeError a bytes-like object is required, not 'str'
    # expect: unpack_from('i',b'abc') -> struct error unpack_from requires a buffer of at least 4 bytes for unpacking 4 bytes at offset 0 (actual buffer size is 3)
    # expect: unpack_from('i',b'abc',-1) -> struct error not enough data to unpack 4 bytes at offset -1
    # expect: unpack_from('i',b'abcdefg',-9) -> struct error offset -9 out of range for 7-byte buffer
    # expect: unpack_from('i',b'abcdefg',5) -> struct error unpack_from requires a buffer of at least 9 bytes for unpacking 4 bytes at offset 5 (actual buffer size is 7)
    # expect: pack_into('i') -> struct error pack_into expected buffer argument
    # expect: pack_into('i',b'') -> struct error pack_into expected offset argument
    # expect: pack_into('i',b'',0,1) -> builtins TypeError argument must be read-write bytes-like object, not bytes
    # expect: pack_into('i',bytearray(3),0,1) -> struct error pack_into requires a buffer of at least 4 bytes for packing 4 bytes at offset 0 (actual buffer size is 3)
    # expect: pack_into('i',bytearray(3),-1,1) -> struct error no space to pack 4 bytes at offset -1
    # expect: pack_into('i',bytearray(8),-9,1) -> struct error offset -9 out of range for 8-byte buffer
    # expect: pack_into('i',bytearray(8),'a',1) -> builtins TypeError 'str' object cannot be interpreted as an integer
    # expect: pack_into('i',bytearray(8),0) -> struct error pack_into expected 1 items for packing (got 0)
    # expect: pack_into('i',3,0,1) -> builtins TypeError argument must be read-write bytes-like object, not int
    # expect: iter_unpack('',b'') -> struct error cannot iteratively unpack with a struct of length 0
    # expect: iter_unpack('i',b'abc') -> struct error iterative unpacking requires a buffer of a multiple of 4 bytes
    # expect: list(iter_unpack('h',b'abcd')) -> [(25185,), (25699,)]
    # expect: s.format -> '<hi'
    # expect: s.size -> 6
    # expect: s.pack(1) -> struct error pack expected 2 items for packing (got 1)
    # expect: s.pack('a',1) -> struct error required argument is not an integer
    # expect: s.unpack(b'') -> struct error unpack requires a buffer of 6 bytes
    # expect: s.unpack_from(b'123456') -> (12849, 909456435)
    # expect: s.unpack_from(buffer=b'123456',offset=0) -> (12849, 909456435)
    # expect: s.pack_into(bytearray(6),0,1) -> struct error pack_into expected 2 items for packing (got 1)
    # expect: Struct() -> builtins TypeError Struct() missing required argument 'format' (pos 1)
    # expect: Struct(3) -> builtins TypeError Struct() argument 1 must be a str or bytes object, not int
    # expect: Struct(format='i').size -> 4
    # expect: struct.error -> <class 'struct.error'>
    # expect: struct.error.__mro__ -> (<class 'struct.error'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>)
    # expect: type(s) -> <class '_struct.Struct'>
    # expect: Struct.__new__(Struct).pack() -> struct error pack expected -1 items for packing (got 0)
    # expect: Struct.__new__(Struct).size -> -1
    # expect: Struct.__new__(Struct).format -> ''
    # expect: Struct.__doc__ -> 'Struct(fmt) --> compiled struct object\n\n'
    # expect: struct.__doc__ -> "Functions to convert between Python values and C structs.\nPython bytes objects are used to hold the data representing the C struct\nand also as format strings (explained below) to describe the layout of data\nin the C struct.\n\nThe optional first format char indicates byte order, size and alignment:\n  @: native order, size & alignment (default)\n  =: native order, std. size & alignment\n  <: little-endian, std. size & alignment\n  >: big-endian, std. size & alignment\n  !: same as >\n\nThe remaining chars indicate types of args and must match exactly;\nthese can be preceded by a decimal repeat count:\n  x: pad byte (no data); c:char; b:signed byte; B:unsigned byte;\n  ?: _Bool (requires C99; if not available, char is used instead)\n  h:short; H:unsigned short; i:int; I:unsigned int;\n  l:long; L:unsigned long; f:float; d:double; e:half-float.\nSpecial cases (preceding decimal count indicates length):\n  s:string (array of char); p: pascal string (with count byte).\nSpecial cases (only available in native format):\n  n:ssize_t; N:size_t;\n  P:an integer type that is wide enough to hold a pointer.\nSpecial case (not in native mode unless 'long long' in platform C):\n  q:long long; Q:unsigned long long\nWhitespace between formats is ignored.\n\nThe variable struct.error is an exception raised on errors.\n"
    # expect: struct.pack.__doc__ -> 'pack(format, v1, v2, ...) -> bytes\n\nReturn a bytes object containing the values v1, v2, ... packed according\nto the format string.  See help(struct) for more on format strings.'
    # expect: Struct.pack.__doc__ -> 'S.pack(v1, v2, ...) -> bytes\n\nReturn a bytes object containing values v1, v2, ... packed according\nto the format string S.format.  See help(struct) for more on format\nstrings.'
    # expect: Struct.pack_into.__doc__ -> 'S.pack_into(buffer, offset, v1, v2, ...)\n\nPack the values v1, v2, ... according to the format string S.format\nand write the packed bytes into the writable buffer buf starting at\noffset.  Note that the offset is a required argument.  See\nhelp(struct) for more on format strings.'
    # expect: struct.pack_into.__doc__ -> 'pack_into(format, buffer, offset, v1, v2, ...)\n\nPack the values v1, v2, ... according to the format string and write\nthe packed bytes into the writable buffer buf starting at offset.  Note\nthat the offset is a required argument.  See help(struct) for more\non format strings.'
    # expect: struct.unpack.__doc__ -> "Return a tuple containing values unpacked according to the format string.\n\nThe buffer's size in bytes must be calcsize(format).\n\nSee help(struct) for more on format strings."
    # expect: struct.unpack_from.__doc__ -> "Return a tuple containing values unpacked according to the format string.\n\nThe buffer's size, minus offset, must be at least calcsize(format).\n\nSee help(struct) for more on format strings."
    # expect: struct.iter_unpack.__doc__ -> 'Return an iterator yielding tuples unpacked from the given bytes.\n\nThe bytes are unpacked according to the format string, like\na repeated invocation of unpack_from().\n\nRequires that the bytes length be a multiple of the format struct size.'
    # expect: struct.calcsize.__doc__ -> 'Return size in bytes of the struct described by the format string.'
    # expect: Struct.unpack.__doc__ -> "Return a tuple containing unpacked values.\n\nUnpack according to the format string Struct.format. The buffer's size\nin bytes must be Struct.size.\n\nSee help(struct) for more on format strings."
    # expect: Struct.unpack_from.__doc__ -> "Return a tuple containing unpacked values.\n\nValues are unpacked according to the format string Struct.format.\n\nThe buffer's size in bytes, starting at position offset, must be\nat least Struct.size.\n\nSee help(struct) for more on format strings."
    # expect: Struct.iter_unpack.__doc__ -> 'Return an iterator yielding tuples.\n\nTuples are unpacked from the given bytes source, like a repeated\ninvocation of unpack_from().\n\nRequires that the bytes length be a multiple of the struct size.'
    # expect: s.format.__doc__[:3] -> 'str'
    # expect: Struct.format.__doc__ -> 'struct format string'
    # expect: Struct.size.__doc__ -> 'struct size in bytes'
    # expect: iter_unpack('h',b'abcd').__length_hint__() -> 2
    # expect: _clearcache() -> builtins NameError name '_clearcache' is not defined
    # expect: unpack('2s3p',b'abcde') -> (b'ab', b'de')
    # expect: unpack('0s?',b'a') -> (b'', True)
    # expect: pack('0p',b'a') -> b''
    # expect: pack('3p',b'abcdef') -> b'\x02ab'
    # expect: pack('?',[]) -> b'\x00'
    # expect: pack('5s',bytearray(b'abc')) -> b'abc\x00\x00'
    # expect: pack('5s',memoryview(b'abc')) -> struct error argument for 's' must be a bytes object
    # expect: unpack('>e',b'<\0') -> (1.0,)
    # expect: unpack('P',b'12345678') -> (4050765991979987505,)
    # expect: pack('xx') -> b'\x00\x00'
    # expect: pack('2i',*[1,2]) -> b'\x01\x00\x00\x00\x02\x00\x00\x00'
    # expect: s.unpack(3) -> builtins TypeError a bytes-like object is required, not 'int'
    # expect: s.__class__.__mro__ -> (<class '_struct.Struct'>, <class 'object'>)
    t(lambda: eval(x.strip()))
