# type, callable, id, hash and repr of the built-in types and functions.

print(type(1), type("s"), type([]), type(None), type(print), type(len), type(lambda: 0))
# expect: <class 'int'> <class 'str'> <class 'list'> <class 'NoneType'> <class 'builtin_function_or_method'> <class 'builtin_function_or_method'> <class 'function'>
print(type(type), type([].append), type(range(1)), type(...), type(iter([])))
# expect: <class 'type'> <class 'builtin_function_or_method'> <class 'range'> <class 'ellipsis'> <class 'list_iterator'>
print(type(x for x in ()), type({}.keys()), type(Exception()), type(type.__dict__))
# expect: <class 'generator'> <class 'dict_keys'> <class 'Exception'> <class 'mappingproxy'>
print(type(NotImplemented))    # expect: <class 'NotImplementedType'>
print(callable(print), callable(int), callable(lambda: 0), callable(5), callable("s"), int, str)
# expect: True True True False False <class 'int'> <class 'str'>
print(object, len, print, [].append.__name__, "x".upper.__name__, repr(ValueError), list.append)
# expect: <class 'object'> <built-in function len> <built-in function print> append upper <class 'ValueError'> <method 'append' of 'list' objects>
print(str.upper)    # expect: <method 'upper' of 'str' objects>
print(int.__name__, int.__module__, len.__name__, len.__module__, int.__doc__[:20])
# expect: int builtins len builtins int([x]) -> integer
# expect:
print(isinstance(len, type(print)), type(5)("7"))    # expect: True 7
