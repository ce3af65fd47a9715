# compile() refuses trees that can't be, in CPython's words.

import ast


def attempt(tree, mode="eval"):
    try:
        print(compile(tree, "t", mode))
    except (TypeError, ValueError, SyntaxError) as error:
        print(type(error).__name__, error)


at = {"lineno": 1, "col_offset": 0}
attempt(ast.Module([], []))    # expect: TypeError expected Expression node, got Module
attempt(ast.Expression(3))    # expect: TypeError required field "lineno" missing from expr
attempt(ast.Expression())    # expect: TypeError required field "body" missing from Expression
attempt(ast.Expression(ast.Name("x", ast.Load())))
# expect: TypeError required field "lineno" missing from expr
attempt(ast.Expression(ast.Name("x", ast.Store(), **at)))
# expect: ValueError expression must have Load context but has Store instead
attempt(ast.Expression(ast.Name("None", ast.Load(), **at)))
# expect: ValueError identifier field can't represent 'None' constant
attempt(ast.Expression(ast.Name(1, ast.Load(), **at)))
# expect: TypeError AST identifier must be of type str
attempt(ast.Expression(ast.Constant([1], **at)))
# expect: TypeError got an invalid type in Constant: list
attempt(ast.Expression(ast.BoolOp(ast.And(), [], **at)))
# expect: ValueError BoolOp with less than 2 values
attempt(ast.Expression(ast.Dict([None], [], **at)))
# expect: ValueError Dict doesn't have the same number of keys as values
attempt(ast.Expression(ast.Name("x", ast.Load(), lineno=2, col_offset=0, end_lineno=1)))
# expect: ValueError AST node line range (2, 1) is not valid
attempt(ast.Module([ast.FunctionDef("f", ast.arguments([], [], None, [], [], None, []), [], [],
                                    **at)], []), "exec")
                                    # expect: ValueError empty body on FunctionDef
attempt(ast.Module([ast.Return(None, **at)], []), "exec")
# expect: SyntaxError 'return' outside function (t, line 1)
attempt(ast.Module([ast.Try([ast.Pass(**at)], [], [], [], **at)], []), "exec")
# expect: ValueError Try has neither except handlers nor finalbody
attempt(ast.Module([None], []), "exec")    # expect: ValueError None disallowed in statement list
attempt(ast.Module([ast.Assign([ast.Constant(1, **at)], ast.Constant(1, **at), **at)], []), "exec")
# expect: ValueError expression which can't be assigned to in Store context
for arguments in ((1, 2, 3), ("x",)):
    try:
        ast.Name(*arguments, id="y")
    except TypeError as error:
        print(error)
        # expect: Name constructor takes at most 2 positional arguments
        # expect: Name got multiple values for argument 'id'
for text in ("f()", "1 + x", "[1"):
    try:
        ast.literal_eval(text)
    except (ValueError, SyntaxError) as error:
        print(type(error).__name__, str(error)[:40])
        # expect: ValueError malformed node or string on line 1: <ast
        # expect: ValueError malformed node or string on line 1: <ast
        # expect: SyntaxError '[' was never closed (<unknown>, line 1)
