from .. import module_a
from ..module_a import name as up
