# try / except / else / finally in every combination.

def run(action):
    try:
        result = action()
    except ValueError as error:
        print("value", error)
    except (KeyError, IndexError) as error:
        print("lookup", repr(error))
    except:
        print("anything")
    else:
        print("fine", result)
    finally:
        print("finally")

def fail(error):
    raise error

run(lambda: 1)
# expect: fine 1
# expect: finally
run(lambda: fail(ValueError("v")))
# expect: value v
# expect: finally
run(lambda: {}[1])
# expect: lookup KeyError(1)
# expect: finally
run(lambda: [][1])
# expect: lookup IndexError('list index out of range')
# expect: finally
run(lambda: 1 / 0)
# expect: anything
# expect: finally
