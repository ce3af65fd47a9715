# What isn't a context manager says what it lacks; errors in __enter__ skip __exit__.

class NoExit:
    def __enter__(self):
        pass

class FailingEnter:
    def __enter__(self):
        raise ValueError("enter failed")
    def __exit__(self, *details):
        print("never")

class FailingExit:
    def __enter__(self):
        pass
    def __exit__(self, *details):
        raise KeyError("exit failed")

for manager in (5, NoExit(), FailingEnter(), FailingExit()):
    try:
        with manager:
            if isinstance(manager, FailingExit):
                raise ValueError("body")
    except Exception as error:
        print(type(error).__name__, error, repr(error.__context__))
        # expect: TypeError 'int' object does not support the context manager protocol None
        # expect: TypeError 'NoExit' object does not support the context manager protocol (missed __exit__ method) None
        # expect: ValueError enter failed None
        # expect: KeyError 'exit failed' ValueError('body')
