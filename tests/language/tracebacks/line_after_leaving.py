# The line of a frame that an exception has left is the one where it was left last.

def lines(function):
    try:
        function()
    except BaseException as error:
        entry = error.__traceback__.tb_next
    found = []
    while entry:
        frame = entry.tb_frame
        found.append((entry.tb_lineno - frame.f_code.co_firstlineno,
                      frame.f_lineno - frame.f_code.co_firstlineno))
        entry = entry.tb_next
    return found


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass


# --- handlers

def in_except():
    try:
        1 / 0
    except ZeroDivisionError:
        1 / 0
        pass
print(lines(in_except))    # expect: [(4, 4)]

def in_named_except():
    try:
        1 / 0
    except Exception as error:
        1 / 0
        pass
print(lines(in_named_except))    # expect: [(4, 4)]

def unmatched():
    try:
        1 / 0
    except TypeError as error:
        pass
    except (ValueError,
            KeyError):
        pass
print(lines(unmatched))    # expect: [(2, 5)]

def raised_again():
    try:
        1 / 0
    except ZeroDivisionError:
        print("again")
        raise
        pass
print(lines(raised_again))
# expect: again
# expect: [(2, 5)]

def raised_again_by_name():
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise error
print(lines(raised_again_by_name))    # expect: [(4, 4), (2, 4)]


# --- finally

def in_try():
    try:
        1 / 0
    finally:
        pass
print(lines(in_try))    # expect: [(2, 4)]

def in_finally():
    try:
        1 / 0
    finally:
        int("x")
        pass
print(lines(in_finally))    # expect: [(4, 4)]

def unmatched_in_finally():
    try:
        try:
            1 / 0
        except TypeError:
            pass
    finally:
        print("finally")
print(lines(unmatched_in_finally))
# expect: finally
# expect: [(3, 7)]


# --- with

def after_with():
    with Manager():
        1 / 0
        pass
print(lines(after_with))    # expect: [(2, 2)]

def after_two():
    with Manager() as one, Manager() as two:
        one
        1 / 0
        two
print(lines(after_two))    # expect: [(3, 3)]

def with_in_try():
    try:
        with Manager():
            1 / 0
    except TypeError:
        pass
print(lines(with_in_try))    # expect: [(3, 4)]

def finally_in_with():
    with Manager():
        try:
            1 / 0
        finally:
            pass
print(lines(finally_in_with))    # expect: [(3, 5)]


# --- generators, and several rounds in one frame

def generate():
    with Manager():
        yield 1
        1 / 0
def use_generator():
    for _ in generate():
        pass
print(lines(use_generator))    # expect: [(1, 1), (3, 3)]

def rounds():
    for word in "1", "x", "0":
        try:
            int(word)
        except ValueError:
            try:
                raise KeyError(word)
            except KeyError:
                pass
        with Manager():
            1 / int(word if word != "x" else 1)
print(lines(rounds))    # expect: [(10, 10)]
