# ExceptionGroup holds several exceptions; split and subgroup take it apart.

group = ExceptionGroup("several",
                       [ValueError(1), KeyError("k"), ExceptionGroup("inner", [ValueError(2)])])
print(group, group.message, len(group.exceptions), repr(group))
# expect: several (3 sub-exceptions) several 3 ExceptionGroup('several', [ValueError(1), KeyError('k'), ExceptionGroup('inner', [ValueError(2)])])
match, rest = group.split(ValueError)
print(repr(match), repr(rest))
# expect: ExceptionGroup('several', [ValueError(1), ExceptionGroup('inner', [ValueError(2)])]) ExceptionGroup('several', [KeyError('k')])
print(repr(group.subgroup(KeyError)), group.subgroup(OSError))
# expect: ExceptionGroup('several', [KeyError('k')]) None
try:
    raise group
except ExceptionGroup as caught:
    print(caught is group)    # expect: True
for bad in (
        lambda: ExceptionGroup("x", []), lambda: ExceptionGroup("x", [5]),
        lambda: ExceptionGroup(5, [ValueError()]),
        lambda: ExceptionGroup("x", [KeyboardInterrupt()]),
):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
        # expect: ValueError second argument (exceptions) must be a non-empty sequence
        # expect: ValueError Item 0 of second argument (exceptions) is not an exception
        # expect: TypeError BaseExceptionGroup.__new__() argument 1 must be str, not int
        # expect: TypeError Cannot nest BaseExceptions in an ExceptionGroup
print(type(BaseExceptionGroup("b", [ValueError()])).__name__)    # expect: ExceptionGroup
print(type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)    # expect: BaseExceptionGroup
