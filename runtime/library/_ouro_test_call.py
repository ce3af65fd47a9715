"""One call of a test that is a function or a method, with what is set up around it: functions of its
file, methods of its class, fixtures. Coroutines share one event loop."""

import asyncio
import inspect
import types

from _ouro_test_find import marks_of


class Call:
    def __init__(self, item):
        self.item = item
        self.phase = "setup"
        self.instance = None
        self.made = {}                     # values of fixtures
        self.undoing = []                  # called in the end, the last first, with what was raised
        self.loop = None

    def run(self, tell):
        """`tell` gets each exception, with the phase that it came from: "setup", "test", "teardown"."""
        failure = interruption = None
        try:
            self.call()
        except KeyboardInterrupt as error:
            failure = interruption = error
        except BaseException as error:
            failure = error
            tell(error, self.phase)
        try:
            self.tear_down(failure, interruption, tell)
        finally:
            failure = interruption = None  # they hold this frame

    def call(self):
        self.undoing.append(lambda error: self.close_loop())
        if self.item.kind == "method":
            self.instance = self.item.owner()
            function = getattr(self.instance, self.item.names[-1])
            self.around(self.instance, ("setup", "teardown"), ("setup_method", "teardown_method"))
        else:
            function = self.item.function
            self.around(self.item.file.module, ("setup", "teardown"),
                        ("setup_function", "teardown_function"))
        arguments = self.arguments(function, self.item.case)
        self.phase = "test"
        self.refuse_generator(self.result(function(**arguments)))

    def tear_down(self, failure, interruption, tell):
        """All of it, whatever becomes of a part."""
        while self.undoing:
            undo = self.undoing.pop()
            try:
                undo(failure)
            except KeyboardInterrupt as error:
                interruption = error
            except BaseException as error:
                tell(error, "teardown")
        try:
            if interruption is not None:
                raise interruption
        finally:
            interruption = failure = None

    def result(self, value):
        """The value; of a coroutine what it returns."""
        if type(value) is not types.CoroutineType:         # inspect may run into a test's built-ins
            return value
        if self.loop is None:
            self.loop = asyncio.Runner()
        try:
            return self.loop.run(value)
        except MemoryError:
            self.close_loop()              # what it had begun to do would disturb the next one
            raise

    def close_loop(self):
        if self.loop is not None:
            loop, self.loop = self.loop, None
            loop.close()

    def refuse_generator(self, value):
        if type(value) in (types.GeneratorType, types.AsyncGeneratorType):
            raise TypeError("the test is a generator, of which nothing would be run: "
                            "a test can't yield")

    def around(self, holder, *pairs):
        """What is set up will be torn down; what can't be set up isn't."""
        for before, after in pairs:
            set_up, tear_down = getattr(holder, before, None), getattr(holder, after, None)
            if set_up is not None:
                self.result(set_up())
            if tear_down is not None:
                self.undoing.append(
                    lambda error, function=tear_down: self.result(function()))

    # ---- what the parameters stand for ----

    def arguments(self, function, case=None):
        """The case's values, then fixtures by name."""
        if case is None and _takes_nothing(function):
            return {}
        parameters = inspect.signature(function).parameters
        values = {}
        if case is not None:
            values = case.values_for(*self.of_cases(parameters))
        for name, parameter in parameters.items():
            if name not in values and parameter.default is parameter.empty and parameter.kind in (
                    parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY):
                values[name] = self.value(name)
        return values

    def of_cases(self, parameters):
        """What a case has to know of the parameters: all names, those that aren't fixtures, and
        those of these that have no default."""
        names = [name for name, parameter in parameters.items()
                 if parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)]
        wanted = [name for name in names if self.fixture(name) is None]
        return names, wanted, [name for name in wanted
                               if parameters[name].default is parameters[name].empty]

    def fixture(self, name):
        for holder in (self.instance, self.item.file.module):
            found = getattr(holder, name, None)
            if "fixture" in marks_of(found):
                return found
        return None

    def value(self, name):
        if name in self.made:
            if self.made[name] is Call:
                raise TypeError(f"fixture {name!r} needs itself")
            return self.made[name]
        function = self.fixture(name)
        if function is None:
            raise TypeError(f"there is no fixture {name!r}: a function of that name with "
                            "@memtest.fixture in the file or class")
        self.made[name] = Call
        made = self.result(function(**self.arguments(function)))
        self.made[name] = value = self.entered(name, made)
        return value

    def entered(self, name, made):
        """What a fixture has made; what it does behind its `yield`, or as a context manager when
        that is left, will be done whatever becomes of the test."""
        if inspect.isgenerator(made) or inspect.isasyncgen(made):
            value = self.step(made)
            if value is Call:
                raise TypeError(f"fixture {name!r} yields nothing")
            self.undoing.append(lambda error: self.finish(name, made))
        elif hasattr(type(made), "__enter__") and hasattr(type(made), "__exit__"):
            leave = made.__exit__
            value = made.__enter__()
            self.undoing.append(lambda error: leave(*_triple(error)))
        elif hasattr(type(made), "__aenter__") and hasattr(type(made), "__aexit__"):
            leave = made.__aexit__
            value = self.result(_awaiting(made.__aenter__()))
            self.undoing.append(
                lambda error: self.result(_awaiting(leave(*_triple(error)))))
        else:
            value = made
        return value

    def step(self, generator):
        """Its next value; Call at its end."""
        if inspect.isgenerator(generator):
            return next(generator, Call)
        return self.result(_next_of(generator))

    def finish(self, name, generator):
        if self.step(generator) is not Call:
            raise RuntimeError(f"fixture {name!r} yields more than once")


def _takes_nothing(function):
    """Surely? Then nobody has to ask for its signature, which makes it a dictionary."""
    plain = getattr(function, "__func__", function)
    if type(plain) is not types.FunctionType or getattr(plain, "__wrapped__", None) is not None:
        return False
    code = plain.__code__
    count = code.co_argcount + code.co_kwonlyargcount
    return count == (plain is not function) and not code.co_flags & inspect.CO_VARARGS


async def _next_of(generator):
    try:
        return await generator.__anext__()
    except StopAsyncIteration:
        return Call


async def _awaiting(awaitable):
    """A coroutine of what may be any awaitable."""
    return await awaitable


def _triple(error):
    """What `__exit__` gets."""
    return (None, None, None) if error is None else (type(error), error, error.__traceback__)
