# A relative import that has to guess its package from __name__ and __path__ warns.
import warnings

class Spec:
    def __init__(self, parent):
        self.parent = parent

def attempt(names):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try:
            print(__import__('', names, {}, ['decoder'], 1).__name__)
        except Exception as error:
            print(type(error).__name__, error)
    for warning in caught:
        print(warning.category.__name__, warning.message)

attempt({'__package__': None, '__spec__': None, '__name__': '__main__'})
# expect: ImportError attempted relative import with no known parent package
# expect: ImportWarning can't resolve package from __spec__ or __package__, falling back on __name__ and __path__
attempt({'__name__': 'json.tool'})
# expect: json
# expect: ImportWarning can't resolve package from __spec__ or __package__, falling back on __name__ and __path__
attempt({'__name__': 'json', '__path__': []})
# expect: json
# expect: ImportWarning can't resolve package from __spec__ or __package__, falling back on __name__ and __path__
attempt({'__package__': 'json', '__spec__': Spec('other')})
# expect: json
# expect: ImportWarning __package__ != __spec__.parent
attempt({'__package__': 'json', '__spec__': Spec('json')})    # expect: json
attempt({'__package__': 'json'})    # expect: json
attempt({'__package__': None, '__spec__': Spec('json')})    # expect: json
attempt({'__spec__': Spec('json'), '__name__': 'x'})    # expect: json
attempt({'__spec__': Spec(5), '__name__': 'x'})
# expect: TypeError __spec__.parent must be a string
attempt({'__package__': 5, '__spec__': Spec(5), '__name__': 'x'})
# expect: TypeError package must be a string
attempt({'__package__': 'json', '__spec__': 5})
# expect: AttributeError 'int' object has no attribute 'parent'
attempt({'__spec__': 5})    # expect: AttributeError 'int' object has no attribute 'parent'
attempt({})
# expect: KeyError "'__name__' not in globals"
# expect: ImportWarning can't resolve package from __spec__ or __package__, falling back on __name__ and __path__
attempt({'__name__': 5})
# expect: TypeError __name__ must be a string
# expect: ImportWarning can't resolve package from __spec__ or __package__, falling back on __name__ and __path__
with warnings.catch_warnings():
    warnings.simplefilter('error')
    try:
        exec('from . import decoder', {'__name__': 'json.tool'})
    except ImportWarning as error:
        print(error)
        # expect: can't resolve package from __spec__ or __package__, falling back on __name__ and __path__
