# The examples in the docstrings of built-in types are found by doctest, and are right.
import builtins, doctest
tests = [test.name for test in doctest.DocTestFinder().find(builtins) if test.examples]
for name in ('bytes.hex', 'bytearray.hex', 'float.fromhex', 'float.hex', 'int.bit_count',
             'int.bit_length', 'float.as_integer_ratio'):
    print(name, f'builtins.{name}' in tests)
    # expect: bytes.hex True
    # expect: bytearray.hex True
    # expect: float.fromhex True
    # expect: float.hex True
    # expect: int.bit_count True
    # expect: int.bit_length True
    # expect: float.as_integer_ratio True
print(doctest.testmod(builtins).failed)    # expect: 0
for method in bytes.hex, bytearray.hex, bytes.fromhex, bytearray.fromhex:
    print(method.__doc__, method.__text_signature__)
    # expect: Create a string of hexadecimal numbers from a bytes object.
    # expect:
    # expect:   sep
    # expect:     An optional single character or byte to separate hex bytes.
    # expect:   bytes_per_sep
    # expect:     How many bytes between separators.  Positive values count from the
    # expect:     right, negative values count from the left.
    # expect:
    # expect: Example:
    # expect: >>> value = b'\xb9\x01\xef'
    # expect: >>> value.hex()
    # expect: 'b901ef'
    # expect: >>> value.hex(':')
    # expect: 'b9:01:ef'
    # expect: >>> value.hex(':', 2)
    # expect: 'b9:01ef'
    # expect: >>> value.hex(':', -2)
    # expect: 'b901:ef' ($self, /, sep=<unrepresentable>, bytes_per_sep=1)
    # expect: Create a string of hexadecimal numbers from a bytearray object.
    # expect:
    # expect:   sep
    # expect:     An optional single character or byte to separate hex bytes.
    # expect:   bytes_per_sep
    # expect:     How many bytes between separators.  Positive values count from the
    # expect:     right, negative values count from the left.
    # expect:
    # expect: Example:
    # expect: >>> value = bytearray([0xb9, 0x01, 0xef])
    # expect: >>> value.hex()
    # expect: 'b901ef'
    # expect: >>> value.hex(':')
    # expect: 'b9:01:ef'
    # expect: >>> value.hex(':', 2)
    # expect: 'b9:01ef'
    # expect: >>> value.hex(':', -2)
    # expect: 'b901:ef' ($self, /, sep=<unrepresentable>, bytes_per_sep=1)
    # expect: Create a bytes object from a string of hexadecimal numbers.
    # expect:
    # expect: Spaces between two numbers are accepted.
    # expect: Example: bytes.fromhex('B9 01EF') -> b'\\xb9\\x01\\xef'. ($type, string, /)
    # expect: Create a bytearray object from a string of hexadecimal numbers.
    # expect:
    # expect: Spaces between two numbers are accepted.
    # expect: Example: bytearray.fromhex('B9 01EF') -> bytearray(b'\\xb9\\x01\\xef') ($type, string, /)
for separator in None, '', '::', '\xe9', 5, b'-':
    try:
        print(b'abc'.hex(separator), bytearray(b'abc').hex(sep=separator, bytes_per_sep=2))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
        # expect: TypeError object of type 'NoneType' has no len()
        # expect: ValueError sep must be length 1.
        # expect: ValueError sep must be length 1.
        # expect: ValueError sep must be ASCII.
        # expect: TypeError object of type 'int' has no len()
        # expect: 61-62-63 61-6263
