# Exceptions are classes like others.

class AppError(Exception):
    def __init__(self, message, code=0):
        super().__init__(message)
        self.code = code
    def __str__(self):
        return f"[{self.code}] {self.args[0]}"
class NotFound(AppError, LookupError):
    pass
try:
    raise NotFound("gone", code=404)
except LookupError as error:
    print(error, repr(error), error.code, isinstance(error, AppError))
    # expect: [404] gone NotFound('gone') 404 True
class NoInit(ValueError): pass
print(NoInit(1, 2).args, repr(NoInit()), repr(NoInit("x")))    # expect: (1, 2) NoInit() NoInit('x')
