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
print(log, log.parent, log.parent.parent, logging.getLogger('a.b') is log, log.getEffectiveLevel(), log.isEnabledFor(10))
h = logging.StreamHandler(sys.stdout); h.setFormatter(logging.Formatter('{levelname:>8}|{message}', style='{'))
l2 = logging.getLogger('x'); l2.addHandler(h); l2.propagate = False
l2.warning('w'); print(h, logging.getLevelName(30), logging.getLevelName('INFO'), logging.getLevelName(35))
h.addFilter(lambda r: 'skip' not in r.getMessage()); l2.error('skip me'); l2.error('keep')
logging.addLevelName(25, 'NOTE'); l2.log(25, 'noted')
ad = logging.LoggerAdapter(l2, {'u': 'me'}); h.setFormatter(logging.Formatter('%(u)s %(message)s %(asctime)s', datefmt='T')); ad.error('adapted')
for bad in [lambda: l2.setLevel('FOO'), lambda: l2.setLevel(1.5), lambda: logging.Formatter('x'), lambda: logging.Formatter('%(a)s', style='x'), lambda: logging.getLogger(5), lambda: l2.error('x', extra={'message': 1}), lambda: logging.basicConfig(force=True, foo=1), lambda: logging.basicConfig(force=True, stream=s, filename='x'), lambda: l2.log('a', 'b')]:
    try: bad()
    except Exception as e: print(type(e).__name__, e)
logging.disable(logging.ERROR); l2.error('no'); l2.critical('crit', extra={'u': 1}); logging.disable(0)
print(logging.makeLogRecord({'msg': 'x', 'levelno': 5}).getMessage(), logging.Logger('q'), logging.getLevelNamesMapping()['WARN'])
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 2, in <module>
# expect-stderr:     import logging, io, sys
# expect-stderr:   File "{file}", line 4, in <module>
# expect-stderr:     logging.basicConfig(stream=s, level=logging.DEBUG, format='%(levelname)s:%(name)s:%(lineno)d:%(funcName)s:%(message)s')
# expect-stderr:     ^^^^^^^^^^^^^^^^^^^
# expect-stderr: AttributeError: partially initialized module 'logging' has no attribute 'basicConfig' (most likely due to a circular import)
# expect-exit: 1
