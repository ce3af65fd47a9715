# unittest.mock: objects that stand in for others.

import os
from unittest.mock import ANY, MagicMock, Mock, call, mock_open, patch, sentinel

mock = Mock(return_value=3)
print(mock(1, x=2), mock.called, mock.call_count, mock.call_args)    # expect: 3 True 1 call(1, x=2)
mock.assert_called_once_with(1, x=2)
mock.method(5).other(6)
print(mock.method_calls, mock.mock_calls)
# expect: [call.method(5)] [call(1, x=2), call.method(5), call.method().other(6)]
print(mock.call_args == call(1, x=2), mock.call_args_list == [call(1, x=ANY)], call.a.b(1))
# expect: True True call.a.b(1)
for check in (lambda: mock.assert_called_with(2), lambda: mock.assert_not_called(),
              lambda: Mock(name="m").assert_called(), lambda: mock.assert_any_call(9),
              lambda: Mock(spec=["a"]).b, lambda: mock.assert_wrong()):
    try:
        check()
    except (AssertionError, AttributeError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
        # expect: AssertionError expected call not found.
        # expect: AssertionError Expected 'mock' to not have been called. Called 1 times.
        # expect: AssertionError Expected 'm' to have been called.
        # expect: AssertionError mock(9) call not found
        # expect: AttributeError Mock object has no attribute 'b'
        # expect: AttributeError 'assert_wrong' is not a valid assertion. Use a spec for the mock if 'assert_wrong' is meant to be an attribute.
effects = Mock(side_effect=[1, ValueError("no")])
print(effects())    # expect: 1
try:
    effects()
except ValueError as error:
    print(error)    # expect: no
magic = MagicMock()
magic.__getitem__.return_value = 7
magic.__len__.return_value = 2
print(magic["x"], len(magic), list(magic), bool(magic), int(magic))    # expect: 7 2 [] True 1
with magic as entered:
    print(entered is magic.__enter__.return_value)    # expect: True
print(sentinel.one is sentinel.one, sentinel.one)    # expect: True sentinel.one

with patch("os.getcwd", return_value="/here") as getcwd:
    print(os.getcwd(), getcwd.call_count)    # expect: /here 1
print(os.getcwd() != "/here")    # expect: True


class Thing:
    value = 1

    def method(self):
        return "real"


@patch.object(Thing, "method")
@patch.object(Thing, "value", 5)
def check(method):
    method.return_value = "mocked"
    return Thing().method(), Thing.value


print(check(), Thing().method(), Thing.value)    # expect: ('mocked', 5) real 1
data = {"a": 1}
with patch.dict(data, {"b": 2}, c=3):
    print(data)    # expect: {'a': 1, 'b': 2, 'c': 3}
print(data)    # expect: {'a': 1}
with patch("builtins.open", mock_open(read_data="text")):
    with open("nothing") as file:
        print(file.read())    # expect: text
try:
    with patch.object(Thing, "missing"):
        pass
except AttributeError as error:
    print("does not have the attribute" in str(error))    # expect: True
