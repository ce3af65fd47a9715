# Nothing is found by a name with a NUL in it.
import importlib.util
import json
for name in 'string\0', 'js\0on', 'json.tool\0', 'json.\0tool', '\0', 'sys\0', __name__ + '\0':
    for find in __import__, importlib.import_module:
        try:
            print(find(name))
        except ImportError as error:
            print(type(error).__name__, error)
            # expect: ModuleNotFoundError No module named 'string\x00'
            # expect: ModuleNotFoundError No module named 'string\x00'
            # expect: ModuleNotFoundError No module named 'js\x00on'
            # expect: ModuleNotFoundError No module named 'js\x00on'
            # expect: ModuleNotFoundError No module named 'json.tool\x00'
            # expect: ModuleNotFoundError No module named 'json.tool\x00'
            # expect: ModuleNotFoundError No module named 'json.\x00tool'
            # expect: ModuleNotFoundError No module named 'json.\x00tool'
            # expect: ModuleNotFoundError No module named '\x00'
            # expect: ModuleNotFoundError No module named '\x00'
            # expect: ModuleNotFoundError No module named 'sys\x00'
            # expect: ModuleNotFoundError No module named 'sys\x00'
            # expect: ModuleNotFoundError No module named '__main__\x00'
            # expect: ModuleNotFoundError No module named '__main__\x00'
print(importlib.util.find_spec('string\0'), importlib.util.find_spec('nosuch\0'))
# expect: None None
