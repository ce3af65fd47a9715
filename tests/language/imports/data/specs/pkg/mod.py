from . import sub
from .sub import deep
y = 2
