"""The part of importlib that is about files."""

from importlib._bootstrap import *
from importlib._bootstrap import _LoaderBasics, _path_finder
