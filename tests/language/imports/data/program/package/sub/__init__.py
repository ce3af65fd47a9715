from ..module_a import name
