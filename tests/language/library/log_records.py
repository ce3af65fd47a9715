# logging: loggers, levels, handlers, formatters, what is refused.
import logging, io, sys
s = io.StringIO()
logging.basicConfig(stream=s, level=logging.DEBUG, format='%(levelname)s:%(name)s:%(lineno)d:%(funcName)s:%(message)s')
log = logging.getLogger('a.b')
log.info('hello %s', 'x'); log.debug('d %(k)s', {'k': 5}); logging.warning('root')
def f(): log.error('in f')
f()
logging.getLogger('a').setLevel('ERROR')
log.info('no'); log.critical('yes')
print(s.getvalue())
# expect: INFO:a.b:6:<module>:hello x
# expect: DEBUG:a.b:6:<module>:d 5
# expect: WARNING:root:6:<module>:root
# expect: ERROR:a.b:7:f:in f
# expect: CRITICAL:a.b:10:<module>:yes
# expect:
print(log, log.parent, log.parent.parent, logging.getLogger('a.b') is log, log.getEffectiveLevel(), log.isEnabledFor(10))
# expect: <Logger a.b (ERROR)> <Logger a (ERROR)> <RootLogger root (DEBUG)> True 40 False
h = logging.StreamHandler(sys.stdout); h.setFormatter(logging.Formatter('{levelname:>8}|{message}', style='{'))
l2 = logging.getLogger('x'); l2.addHandler(h); l2.propagate = False
l2.warning('w'); print(repr(h)[:14], logging.getLevelName(30), logging.getLevelName('INFO'), logging.getLevelName(35))
# expect:  WARNING|w
# expect: <StreamHandler WARNING 20 Level 35
h.addFilter(lambda r: 'skip' not in r.getMessage()); l2.error('skip me'); l2.error('keep')
# expect:    ERROR|keep
logging.addLevelName(25, 'NOTE'); l2.log(25, 'noted')    # expect:     NOTE|noted
ad = logging.LoggerAdapter(l2, {'u': 'me'}); h.setFormatter(logging.Formatter('%(u)s %(message)s %(asctime)s', datefmt='T')); ad.error('adapted')
# expect: me adapted T
for bad in [lambda: l2.setLevel('FOO'), lambda: l2.setLevel(1.5), lambda: logging.Formatter('x'), lambda: logging.Formatter('%(a)s', style='x'), lambda: logging.getLogger(5), lambda: l2.error('x', extra={'message': 1}), lambda: logging.basicConfig(force=True, foo=1), lambda: logging.basicConfig(force=True, stream=s, filename='x'), lambda: l2.log('a', 'b')]:
    try: bad()
    except Exception as e: print(type(e).__name__, e)
    # expect: ValueError Unknown level: 'FOO'
    # expect: TypeError Level not an integer or a valid string: 1.5
    # expect: ValueError Invalid format 'x' for '%' style
    # expect: ValueError Style must be one of: %,{,$
    # expect: TypeError A logger name must be a string
    # expect: KeyError "Attempt to overwrite 'message' in LogRecord"
    # expect: ValueError Unrecognised argument(s): foo
    # expect: ValueError 'stream' and 'filename' should not be specified together
    # expect: TypeError level must be an integer
logging.disable(logging.ERROR); l2.error('no'); l2.critical('crit', extra={'u': 1}); logging.disable(0)
# expect: 1 crit T
print(logging.makeLogRecord({'msg': 'x', 'levelno': 5}).getMessage(), logging.Logger('q'), logging.getLevelNamesMapping()['WARN'])
# expect: x <Logger q (NOTSET)> 30
