# What PYTHONBREAKPOINT names is called; what can't be imported is warned about.
import os, warnings
for name in '0', 'os.path.join', 'int', '.', '..', '.foo', 'foo.', 'int.', '.foo.bar', '/./', 'nosuch', 'no.such', 'os.path', 'os.nosuch':
    os.environ['PYTHONBREAKPOINT'] = name
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try:
            print(name, breakpoint('12'))
        except TypeError as error:
            print(name, error)
    print([(w.category.__name__, str(w.message)) for w in caught])
    # expect: 0 None
    # expect: []
    # expect: os.path.join 12
    # expect: []
    # expect: int 12
    # expect: []
    # expect: . None
    # expect: [('RuntimeWarning', 'Ignoring unimportable $PYTHONBREAKPOINT: "."')]
    # expect: .. None
    # expect: [('RuntimeWarning', 'Ignoring unimportable $PYTHONBREAKPOINT: ".."')]
    # expect: .foo None
    # expect: [('RuntimeWarning', 'Ignoring unimportable $PYTHONBREAKPOINT: ".foo"')]
    # expect: foo. None
    # expect: [('RuntimeWarning', 'Ignoring unimportable $PYTHONBREAKPOINT: "foo."')]
    # expect: int. None
    # expect: [('RuntimeWarning', 'Ignoring unimportable $PYTHONBREAKPOINT: "int."')]
    # expect: .foo.bar None
    # expect: [('RuntimeWarning', 'Ignoring unimportable $PYTHONBREAKPOINT: ".foo.bar"')]
    # expect: /./ None
    # expect: [('RuntimeWarning', 'Ignoring unimportable $PYTHONBREAKPOINT: "/./"')]
    # expect: nosuch None
    # expect: [('RuntimeWarning', 'Ignoring unimportable $PYTHONBREAKPOINT: "nosuch"')]
    # expect: no.such None
    # expect: [('RuntimeWarning', 'Ignoring unimportable $PYTHONBREAKPOINT: "no.such"')]
    # expect: os.path 'module' object is not callable
    # expect: []
    # expect: os.nosuch None
    # expect: [('RuntimeWarning', 'Ignoring unimportable $PYTHONBREAKPOINT: "os.nosuch"')]
