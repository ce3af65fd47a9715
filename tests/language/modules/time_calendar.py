# gmtime, strftime and their relatives, in UTC.

import time
t = time.gmtime(0)
print(t[0], t.tm_year, t.tm_mon, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, t.tm_wday, t.tm_yday)
# expect: 1970 1970 1 1 0 0 0 3 1
print(t.tm_isdst, len(t))    # expect: 0 9
print(time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(1e9)), time.asctime(time.gmtime(86400)))
# expect: 2001-09-09 01:46:40 Fri Jan  2 00:00:00 1970
print(time.ctime(0), time.mktime(time.gmtime(1000000000)), tuple(time.localtime(951782400)))
# expect: Thu Jan  1 00:00:00 1970 1000000000.0 (2000, 2, 29, 0, 0, 0, 1, 60, 0)
print(time.gmtime(0))
# expect: time.struct_time(tm_year=1970, tm_mon=1, tm_mday=1, tm_hour=0, tm_min=0, tm_sec=0, tm_wday=3, tm_yday=1, tm_isdst=0)
