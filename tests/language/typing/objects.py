# typing: what its objects show, compare, refuse, and how classes are derived from them.

from typing import *
import typing, collections.abc, sys
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
T=TypeVar("T"); K=TypeVar("K"); V=TypeVar("V", bound=int)
print(List[int], Dict[str,int], Optional[int], Union[int,str,None], Union[int,int], Callable[[int,str],bool], Callable[...,int], Tuple[int,...], Tuple[()], Type[int], List, Callable, Tuple, Any, Literal[1,"a"], ClassVar[int], Final[int], T, List[T], Dict[K,V][str,int], List[List[T]][int])
# expect: typing.List[int] typing.Dict[str, int] typing.Optional[int] typing.Union[int, str, NoneType] <class 'int'> typing.Callable[[int, str], bool] typing.Callable[..., int] typing.Tuple[int, ...] typing.Tuple[()] typing.Type[int] typing.List typing.Callable typing.Tuple typing.Any typing.Literal[1, 'a'] typing.ClassVar[int] typing.Final[int] ~T typing.List[~T] typing.Dict[str, int] typing.List[typing.List[int]]
print(List[int]==List[int], hash(List[int])==hash(List[int]), List[int] is List[int], Union[int,str]==Union[str,int], Optional[int]==Union[int,None])
# expect: True True True True True
print(get_origin(List[int]), get_args(Dict[str,int]), get_origin(Union[int,str]), get_args(Callable[[int],str]), get_origin(list[int]), get_args(int|str), get_origin(Literal[1]), get_args(Literal[1,2]))
# expect: <class 'list'> (<class 'str'>, <class 'int'>) typing.Union ([<class 'int'>], <class 'str'>) <class 'list'> (<class 'int'>, <class 'str'>) typing.Literal (1, 2)
t(lambda: List[int]()); t(lambda: List()); t(lambda: isinstance([], List)); t(lambda: isinstance([], List[int])); t(lambda: issubclass(list, Sequence)); t(lambda: isinstance(3, Union[int,str])); t(lambda: isinstance(3, Any)); t(lambda: Any()); t(lambda: List[1,2]); t(lambda: Dict[int]); t(lambda: List[int][int]); t(lambda: Optional[1,2]); t(lambda: Union[()]); t(lambda: Callable[int]); t(lambda: type("X",(Union,),{})); t(lambda: Generic[int]); t(lambda: TypeVar("T",int)); t(lambda: TypeVar("T", int, str, bound=int))
# expect: TypeError Type List cannot be instantiated; use list() instead
# expect: TypeError Type List cannot be instantiated; use list() instead
# expect: True
# expect: TypeError Subscripted generics cannot be used with class and instance checks
# expect: True
# expect: True
# expect: TypeError typing.Any cannot be used with isinstance()
# expect: TypeError Any cannot be instantiated
# expect: TypeError Too many arguments for typing.List; actual 2, expected 1
# expect: TypeError Too few arguments for typing.Dict; actual 1, expected 2
# expect: TypeError typing.List[int] is not a generic class
# expect: TypeError typing.Optional requires a single type. Got (1, 2).
# expect: TypeError Cannot take a Union of no types.
# expect: TypeError Callable must be used as Callable[[arg, ...], result].
# expect: TypeError type() doesn't support MRO entry resolution; use types.new_class()
# expect: TypeError Parameters to Generic[...] must all be type variables or parameter specification variables.
# expect: TypeError A single constraint is not allowed
# expect: TypeError Constraints cannot be combined with bound=...
class Box(Generic[T]):
    def __init__(self, x): self.x=x
print(Box[int], Box[int](3).x, Box.__parameters__, Box[int].__args__, Box[int].__origin__, Box(3).x, Box[int](1).__orig_class__)
# expect: __main__.Box[int] 3 (~T,) (<class 'int'>,) <class '__main__.Box'> 3 __main__.Box[int]
class B2(Box[T], Generic[T,K]): pass
print(B2.__parameters__, B2.__mro__, B2[int,str], B2.__orig_bases__)
# expect: (~T, ~K) (<class '__main__.B2'>, <class '__main__.Box'>, <class 'typing.Generic'>, <class 'object'>) __main__.B2[int, str] (__main__.Box[~T], typing.Generic[~T, ~K])
class B3(Box[int]): pass
print(B3.__parameters__, B3.__bases__); t(lambda: B3[int]); t(lambda: Box[int,str])
# expect: () (<class '__main__.Box'>,)
# expect: TypeError <class '__main__.B3'> is not a generic class
# expect: TypeError Too many arguments for <class '__main__.Box'>; actual 2, expected 1
class L2(List[int]): pass
print(L2.__mro__, L2([1]))
# expect: (<class '__main__.L2'>, <class 'list'>, <class 'typing.Generic'>, <class 'object'>) [1]
@runtime_checkable
class P(Protocol):
    def meth(self): ...
class Q:
    def meth(self): pass
print(isinstance(Q(),P), isinstance(3,P), issubclass(Q,P), issubclass(int,P))
# expect: True False True False
t(lambda: P())    # expect: TypeError Protocols cannot be instantiated
class NP(Protocol):
    x: int
t(lambda: isinstance(3,NP)); t(lambda: issubclass(int,NP))
# expect: TypeError Instance and class checks can only be used with @runtime_checkable protocols
# expect: TypeError Instance and class checks can only be used with @runtime_checkable protocols
@runtime_checkable
class NP2(Protocol):
    x: int
class HasX: x=3
print(isinstance(HasX(),NP2)); t(lambda: issubclass(HasX,NP2))
# expect: True
# expect: TypeError Protocols with non-method members don't support issubclass()
class Emp(NamedTuple):
    name: str
    id: int = 3
    def m(self): return self.id
print(Emp("a"), Emp("a",2).m(), Emp._field_defaults, Emp.__annotations__, Emp.__mro__)
# expect: Emp(name='a', id=3) 2 {'id': 3} {'name': <class 'str'>, 'id': <class 'int'>} (<class '__main__.Emp'>, <class 'tuple'>, <class 'object'>)
print(NamedTuple("E2",[("a",int)])(3), Emp._fields)    # expect: E2(a=3) ('name', 'id')
class TD(TypedDict, total=False):
    a: int
    b: Required[str]
print(TD(a=1), TD.__required_keys__, TD.__optional_keys__, TD.__total__, TD.__annotations__, TD.__mro__, is_typeddict(TD)); t(lambda: isinstance({},TD))
# expect: {'a': 1} frozenset({'b'}) frozenset({'a'}) False {'a': <class 'int'>, 'b': typing.Required[str]} (<class '__main__.TD'>, <class 'dict'>, <class 'object'>) True
# expect: TypeError TypedDict does not support instance and class checks
print(TypedDict("X",{"a":int})(a=2))    # expect: {'a': 2}
def f(a: "int", b: "List[str]"=None, *c: "Optional[T]", **d: None) -> "Box": pass
print(get_type_hints(f))
# expect: {'a': <class 'int'>, 'b': typing.List[str], 'c': typing.Optional[~T], 'd': <class 'NoneType'>, 'return': <class '__main__.Box'>}
class CC:
    x: "int"; y: ClassVar["str"]; z: Annotated[int, 3]
print(get_type_hints(CC), get_type_hints(CC, include_extras=True))
# expect: {'x': <class 'int'>, 'y': typing.ClassVar[str], 'z': <class 'int'>} {'x': <class 'int'>, 'y': typing.ClassVar[str], 'z': typing.Annotated[int, 3]}
print(Annotated[int,1,2], get_args(Annotated[int,1]), get_origin(Annotated[int,1]), Annotated[Annotated[int,1],2])
# expect: typing.Annotated[int, 1, 2] (<class 'int'>, 1) <class 'typing.Annotated'> typing.Annotated[int, 1, 2]
U=NewType("U",int); print(U(3), U.__name__, U, U.__supertype__)
# expect: 3 U __main__.U <class 'int'>
@overload
def g(x:int)->int: ...
@overload
def g(x:str)->str: ...
def g(x): return x
print(g(3), len(get_overloads(g))); t(lambda: cast(int,"a"))
# expect: 3 2
# expect: a
@final
class Fin: pass
print(Fin.__final__, TYPE_CHECKING)    # expect: True False
print(ForwardRef("int"), List["Foo"], Union["A",int])
# expect: ForwardRef('int') typing.List[ForwardRef('Foo')] typing.Union[ForwardRef('A'), int]
print(int|T, T|None, List[int]|None, Optional[List[int]], Union[int, list[str]])
# expect: typing.Union[int, ~T] typing.Optional[~T] typing.Optional[typing.List[int]] typing.Optional[typing.List[int]] typing.Union[int, list[str]]
PS=ParamSpec("PS"); print(PS, PS.args, PS.kwargs, Callable[PS,int], Callable[PS,int][[int,str]], Callable[Concatenate[int,PS],str])
# expect: ~PS PS.args PS.kwargs typing.Callable[~PS, int] typing.Callable[[int, str], int] typing.Callable[typing.Concatenate[int, ~PS], str]
Ts=TypeVarTuple("Ts"); print(Ts, Tuple[Unpack[Ts]], Generic[Unpack[Ts]])
# expect: Ts typing.Tuple[*Ts] typing.Generic[*Ts]
class Arr(Generic[Unpack[Ts]]): pass
print(Arr[int,str], Arr[()] , Arr.__parameters__)
# expect: __main__.Arr[int, str] __main__.Arr[()] (Ts,)
print(SupportsInt, isinstance(3,SupportsInt), isinstance("a",SupportsInt), issubclass(float, SupportsFloat), isinstance(3, SupportsIndex))
# expect: <class 'typing.SupportsInt'> True False True True
print(isinstance([],Iterable), issubclass(dict,Mapping), Iterable[int], Generator[int,str,None], Awaitable[int], ContextManager[int])
# expect: True True typing.Iterable[int] typing.Generator[int, str, NoneType] typing.Awaitable[int] typing.ContextManager[int]
t(lambda: assert_never(3)); print(NoReturn, Never, Self, LiteralString, TypeAlias, TypeGuard[int], AnyStr, Text)
# expect: AssertionError Expected code to be unreachable, but got: 3
# expect: typing.NoReturn typing.Never typing.Self typing.LiteralString typing.TypeAlias typing.TypeGuard[int] ~AnyStr <class 'str'>
class MyAny(Any): pass
print(type(MyAny()))    # expect: <class '__main__.MyAny'>
print(Type[T][int], List[T].__parameters__, Dict[str, T].__parameters__, Callable[[T],K].__parameters__, Callable[[T],K][int,str])
# expect: typing.Type[int] (~T,) (~T,) (~T, ~K) typing.Callable[[int], str]
print(list[T], list[T].__parameters__, list[T][int], dict[K,V][str,int], tuple[T,...][int])
# expect: list[~T] (~T,) list[int] dict[str, int] tuple[int, ...]
print(Literal[1]==Literal[True], Literal[1,1,2], Literal["a"]|None, hash(Literal[1,2])==hash(Literal[2,1]))
# expect: False typing.Literal[1, 2] typing.Optional[typing.Literal['a']] True
import copy
print(copy.copy(List[int]), copy.deepcopy(Union[int,str]), copy.copy(T) is T)
# expect: typing.List[int] typing.Union[int, str] True
print(IO[str], TextIO, typing.__all__==sorted(typing.__all__) )
# expect: typing.IO[str] <class 'typing.TextIO'> False
