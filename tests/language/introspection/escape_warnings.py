# Escapes that mean nothing are deprecated; a filter can show them or make errors of them.

import warnings

with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    compile("'\\d' + f'\\q{1}' + b'\\_'\n'''\n\\407'''", "<t>", "exec")
for warning in seen:
    print(warning.category.__name__, warning.message, warning.lineno, warning.filename)
    # expect: DeprecationWarning invalid escape sequence '\d' 1 <t>
    # expect: DeprecationWarning invalid escape sequence '\q' 1 <t>
    # expect: DeprecationWarning invalid escape sequence '\_' 1 <t>
    # expect: DeprecationWarning invalid octal escape sequence '\407' 2 <t>
with warnings.catch_warnings():
    warnings.simplefilter("error")
    for text in ("a = '\\d'", "\n\nx is 'a'", "assert(1, 2)", "(1)[2]", "b'\\400'"):
        try:
            compile(text, "<t>", "exec")
        except SyntaxError as error:
            print(error.msg, error.lineno, error.offset, ascii(error.text))
            # expect: invalid escape sequence '\d' 1 5 "a = '\\d'\n"
            # expect: "is" with a literal. Did you mean "=="? 3 1 None
            # expect: assertion is always true, perhaps remove parentheses? 1 1 None
            # expect: 'int' object is not subscriptable; perhaps you missed a comma? 1 1 None
            # expect: invalid octal escape sequence '\400' 1 1 "b'\\400'\n"
