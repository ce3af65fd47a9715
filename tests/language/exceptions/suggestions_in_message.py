# A misspelt name's suggestion belongs to the report, not to the message.

value = 1
try:
    valeu
except NameError as error:
    print(error, error.name)    # expect: name 'valeu' is not defined valeu
try:
    [].apend
except AttributeError as error:
    print(error, error.name)    # expect: 'list' object has no attribute 'apend' apend
