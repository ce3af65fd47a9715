# The whole built-in hierarchy, as CPython draws it.

def tree(cls, depth=0):
    if cls.__module__ == "builtins" and cls.__name__ not in ("ExceptionGroup", "BaseExceptionGroup"):
        print("  " * depth + cls.__name__)
        for sub in sorted(cls.__subclasses__(), key=lambda c: c.__name__):
            tree(sub, depth + 1)
tree(BaseException)
# expect: BaseException
# expect:   Exception
# expect:     ArithmeticError
# expect:       FloatingPointError
# expect:       OverflowError
# expect:       ZeroDivisionError
# expect:     AssertionError
# expect:     AttributeError
# expect:     BufferError
# expect:     EOFError
# expect:     ImportError
# expect:       ModuleNotFoundError
# expect:     LookupError
# expect:       IndexError
# expect:       KeyError
# expect:     MemoryError
# expect:     NameError
# expect:       UnboundLocalError
# expect:     OSError
# expect:       BlockingIOError
# expect:       ChildProcessError
# expect:       ConnectionError
# expect:         BrokenPipeError
# expect:         ConnectionAbortedError
# expect:         ConnectionRefusedError
# expect:         ConnectionResetError
# expect:       FileExistsError
# expect:       FileNotFoundError
# expect:       InterruptedError
# expect:       IsADirectoryError
# expect:       NotADirectoryError
# expect:       PermissionError
# expect:       ProcessLookupError
# expect:       TimeoutError
# expect:     ReferenceError
# expect:     RuntimeError
# expect:       NotImplementedError
# expect:       RecursionError
# expect:     StopAsyncIteration
# expect:     StopIteration
# expect:     SyntaxError
# expect:       IndentationError
# expect:         TabError
# expect:     SystemError
# expect:     TypeError
# expect:     ValueError
# expect:       UnicodeError
# expect:         UnicodeDecodeError
# expect:         UnicodeEncodeError
# expect:         UnicodeTranslateError
# expect:     Warning
# expect:       BytesWarning
# expect:       DeprecationWarning
# expect:       EncodingWarning
# expect:       FutureWarning
# expect:       ImportWarning
# expect:       PendingDeprecationWarning
# expect:       ResourceWarning
# expect:       RuntimeWarning
# expect:       SyntaxWarning
# expect:       UnicodeWarning
# expect:       UserWarning
# expect:   GeneratorExit
# expect:   KeyboardInterrupt
# expect:   SystemExit
print(IOError is OSError, EnvironmentError is OSError)    # expect: True True
