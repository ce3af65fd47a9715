# ast.parse gives CPython's tree, compile takes it back, unparse writes it out.

import ast

SOURCE = '''
x: int = 1 + y * -2
def f(a, /, b=1, *c, d, **e) -> str:
    'doc'
    return [i for i in c if i] or {**e} or f'{a!r:>{b}}{{}}'
@decorator
class A(B, metaclass=M):
    async def g(self):
        async with a as b, c:
            await x
with open(x) as f, (g): pass
try:
    pass
except* (A, B) as e:
    raise X from e
match x:
    case [1, *_, {'a': None, **rest}] | C(a, b=2) as whole if whole: pass
lambda *a, k=1: (yield)
'''
tree = ast.parse(SOURCE)
print(ast.dump(tree))
# expect: Module(body=[AnnAssign(target=Name(id='x', ctx=Store()), annotation=Name(id='int', ctx=Load()), value=BinOp(left=Constant(value=1), op=Add(), right=BinOp(left=Name(id='y', ctx=Load()), op=Mult(), right=UnaryOp(op=USub(), operand=Constant(value=2)))), simple=1), FunctionDef(name='f', args=arguments(posonlyargs=[arg(arg='a')], args=[arg(arg='b')], vararg=arg(arg='c'), kwonlyargs=[arg(arg='d')], kw_defaults=[None], kwarg=arg(arg='e'), defaults=[Constant(value=1)]), body=[Expr(value=Constant(value='doc')), Return(value=BoolOp(op=Or(), values=[ListComp(elt=Name(id='i', ctx=Load()), generators=[comprehension(target=Name(id='i', ctx=Store()), iter=Name(id='c', ctx=Load()), ifs=[Name(id='i', ctx=Load())], is_async=0)]), Dict(keys=[None], values=[Name(id='e', ctx=Load())]), JoinedStr(values=[FormattedValue(value=Name(id='a', ctx=Load()), conversion=114, format_spec=JoinedStr(values=[Constant(value='>'), FormattedValue(value=Name(id='b', ctx=Load()), conversion=-1)])), Constant(value='{}')])]))], decorator_list=[], returns=Name(id='str', ctx=Load())), ClassDef(name='A', bases=[Name(id='B', ctx=Load())], keywords=[keyword(arg='metaclass', value=Name(id='M', ctx=Load()))], body=[AsyncFunctionDef(name='g', args=arguments(posonlyargs=[], args=[arg(arg='self')], kwonlyargs=[], kw_defaults=[], defaults=[]), body=[AsyncWith(items=[withitem(context_expr=Name(id='a', ctx=Load()), optional_vars=Name(id='b', ctx=Store())), withitem(context_expr=Name(id='c', ctx=Load()))], body=[Expr(value=Await(value=Name(id='x', ctx=Load())))])], decorator_list=[])], decorator_list=[Name(id='decorator', ctx=Load())]), With(items=[withitem(context_expr=Call(func=Name(id='open', ctx=Load()), args=[Name(id='x', ctx=Load())], keywords=[]), optional_vars=Name(id='f', ctx=Store())), withitem(context_expr=Name(id='g', ctx=Load()))], body=[Pass()]), TryStar(body=[Pass()], handlers=[ExceptHandler(type=Tuple(elts=[Name(id='A', ctx=Load()), Name(id='B', ctx=Load())], ctx=Load()), name='e', body=[Raise(exc=Name(id='X', ctx=Load()), cause=Name(id='e', ctx=Load()))])], orelse=[], finalbody=[]), Match(subject=Name(id='x', ctx=Load()), cases=[match_case(pattern=MatchAs(pattern=MatchOr(patterns=[MatchSequence(patterns=[MatchValue(value=Constant(value=1)), MatchStar(), MatchMapping(keys=[Constant(value='a')], patterns=[MatchSingleton(value=None)], rest='rest')]), MatchClass(cls=Name(id='C', ctx=Load()), patterns=[MatchAs(name='a')], kwd_attrs=['b'], kwd_patterns=[MatchValue(value=Constant(value=2))])]), name='whole'), guard=Name(id='whole', ctx=Load()), body=[Pass()])]), Expr(value=Lambda(args=arguments(posonlyargs=[], args=[], vararg=arg(arg='a'), kwonlyargs=[arg(arg='k')], kw_defaults=[Constant(value=1)], defaults=[]), body=Yield()))], type_ignores=[])
print(ast.unparse(tree))
# expect: x: int = 1 + y * -2
# expect:
# expect: def f(a, /, b=1, *c, d, **e) -> str:
# expect:     """doc"""
# expect:     return [i for i in c if i] or {**e} or f'{a!r:>{b}}{{}}'
# expect:
# expect: @decorator
# expect: class A(B, metaclass=M):
# expect:
# expect:     async def g(self):
# expect:         async with a as b, c:
# expect:             await x
# expect: with open(x) as f, g:
# expect:     pass
# expect: try:
# expect:     pass
# expect: except* (A, B) as e:
# expect:     raise X from e
# expect: match x:
# expect:     case [1, *_, {'a': None, **rest}] | C(a, b=2) as whole if whole:
# expect:         pass
# expect: lambda *a, k=1: (yield)
print(ast.dump(ast.parse("a = b", mode="single"), indent=2, include_attributes=True))
# expect: Interactive(
# expect:   body=[
# expect:     Assign(
# expect:       targets=[
# expect:         Name(
# expect:           id='a',
# expect:           ctx=Store(),
# expect:           lineno=1,
# expect:           col_offset=0,
# expect:           end_lineno=1,
# expect:           end_col_offset=1)],
# expect:       value=Name(
# expect:         id='b',
# expect:         ctx=Load(),
# expect:         lineno=1,
# expect:         col_offset=4,
# expect:         end_lineno=1,
# expect:         end_col_offset=5),
# expect:       lineno=1,
# expect:       col_offset=0,
# expect:       end_lineno=1,
# expect:       end_col_offset=5)])

namespace = {}
exec(compile(ast.parse("def f(a, *, b=2):\n    return a + b\nx = f(1)"), "t", "exec"), namespace)
print(namespace["x"])    # expect: 3


class Doubler(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 2), node)


print(eval(compile(Doubler().visit(ast.parse("1 + 2 * 3", mode="eval")), "t", "eval")))
# expect: 26
print(ast.literal_eval("{'a': [1, -2.5, 3+4j], 'b': (None, b'x', {1, 2})}"))
# expect: {'a': [1, -2.5, (3+4j)], 'b': (None, b'x', {1, 2})}
print(ast.Name.__doc__, ast.Name._fields, ast.Name("x").id, isinstance(ast.Constant(1), ast.Num))
# expect: Name(identifier id, expr_context ctx) ('id', 'ctx') x True
