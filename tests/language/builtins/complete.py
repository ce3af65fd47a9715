# The built-in functions and types that scripts expect are all there.

names = """abs all any ascii bin bool bytes callable chr classmethod delattr dict dir divmod enumerate eval exec
filter float format frozenset getattr globals hasattr hash hex id input int isinstance issubclass iter len list
locals map max min next object oct open ord pow print property range repr reversed round set setattr slice
sorted staticmethod str sum super tuple type vars zip __import__"""
import builtins
print([name for name in names.split() if not hasattr(builtins, name)])    # expect: []
