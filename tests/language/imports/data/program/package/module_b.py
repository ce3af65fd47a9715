from .module_a import name as from_a
from . import inside as parent_value
from . import module_a
