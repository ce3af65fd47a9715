# __context__ is what was being handled, __cause__ what `from` names.

try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("second")
except ValueError as error:
    print(repr(error.__context__), error.__cause__, error.__suppress_context__)
    # expect: ZeroDivisionError('division by zero') None False
try:
    try:
        1 / 0
    except ZeroDivisionError as first:
        raise ValueError("second") from first
except ValueError as error:
    print(repr(error.__cause__), error.__cause__ is error.__context__, error.__suppress_context__)
    # expect: ZeroDivisionError('division by zero') True True
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("second") from None
except ValueError as error:
    print(repr(error.__context__), error.__cause__, error.__suppress_context__)
    # expect: ZeroDivisionError('division by zero') None True
try:
    raise KeyError from IndexError
except KeyError as error:
    print(repr(error.__cause__))    # expect: IndexError()
try:
    try:
        raise ValueError(1)
    finally:
        raise KeyError(2)
except KeyError as error:
    print(repr(error.__context__))    # expect: ValueError(1)
a = ValueError("a")
try:
    try:
        raise a
    except ValueError:
        raise a
except ValueError as error:
    print(error.__context__)    # expect: None
