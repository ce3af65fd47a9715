// time_calendar.c: moments as dates and times of day.
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "runtime/argument.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/modules/modules.h"
#include "runtime/modules/time.h"
#include "runtime/path.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "runtime/structseq.h"

static const OuStructSeqDef struct_time = {
    .name = "struct_time", .module = "time", .visible = 9,
    .doc = "The time value as returned by gmtime(), localtime(), and strptime(), and\n"
           " accepted by asctime(), mktime() and strftime().  May be considered as a\n"
           " sequence of 9 integers.",
    .fields = { "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday",
                "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff" },
};
enum { VISIBLE = 9, ALL = 11, ZONE = 9, OFFSET = 10 };

// ---- Results ------------------------------------------------------------------------------------

static OuValue make_struct(OuVM *vm, const struct tm *parts)
{
    OU_OWNED OuValue type = ou_modules_attribute(vm, "time", "struct_time");
    if (type == OU_ERROR) return OU_ERROR;
    OuValue values[ALL] = {
        ou_int_value(parts->tm_year + 1900ll), ou_int_value(parts->tm_mon + 1),
        ou_int_value(parts->tm_mday), ou_int_value(parts->tm_hour), ou_int_value(parts->tm_min),
        ou_int_value(parts->tm_sec), ou_int_value((parts->tm_wday + 6) % 7),
        ou_int_value(parts->tm_yday + 1), ou_int_value(parts->tm_isdst),
        ou_str_make_text(vm, parts->tm_zone), ou_int_value(parts->tm_gmtoff),
    };
    return ou_structseq_make_steal(vm, (OuType *)ou_pointer_of(type), values, ALL);
}

// A moment as a script gave it; None and what is left out mean now.
static bool read_moment(OuVM *vm, OuValue value, time_t *moment)
{
    if (value == OU_UNBOUND || value == OU_NONE) {
        *moment = time(NULL);
        return true;
    }
    double seconds;
    if (ou_is_any_float(value)) {
        seconds = floor(ou_float_any_of(value));
        if (isnan(seconds)) {
            (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "Invalid value NaN (not a number)");
            return false;
        }
        if (fabs(seconds) < 9.2e18) {
            *moment = (time_t)seconds;
            return true;
        }
    } else {
        int64_t whole;
        OU_OWNED OuValue index = ou_to_index(vm, value);
        if (index == OU_ERROR) return false;
        if (ou_int_as_int64(index, &whole)) {
            *moment = whole;
            return true;
        }
    }
    (void)ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "timestamp out of range for platform time_t");
    return false;
}

static OuValue convert(OuVM *vm, OuValue value,
                       struct tm *(*conversion)(const time_t *, struct tm *))
{
    time_t moment;
    struct tm parts;
    if (!read_moment(vm, value, &moment)) return OU_ERROR;
    errno = EINVAL;
    if (!conversion(&moment, &parts)) return ou_raise_errno(vm, errno, OU_UNBOUND);
    return make_struct(vm, &parts);
}

OU_TIME_FUNCTION(gmtime, "gmtime([seconds])",
                 "Convert seconds since the Epoch to a time tuple expressing UTC (a.k.a.\n"
                 "GMT).  When 'seconds' is not passed in, convert the current time instead.")
{
    return convert(vm, arguments[0], gmtime_r);
}

OU_TIME_FUNCTION(localtime, "localtime([seconds])",
                 "Convert seconds since the Epoch to a time tuple expressing local time.\n"
                 "When 'seconds' is not passed in, convert the current time instead.")
{
    return convert(vm, arguments[0], localtime_r);
}

// ---- Arguments ----------------------------------------------------------------------------------

static bool read_field(OuVM *vm, OuValue value, int *field)
{
    int64_t wide;
    OU_OWNED OuValue index = ou_to_index(vm, value);
    if (index == OU_ERROR) return false;
    if (ou_int_as_int64(index, &wide) && wide >= INT_MIN && wide <= INT_MAX) {
        *field = (int)wide;
        return true;
    }
    (void)ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "Python int too large to convert to C int");
    return false;
}

// A tuple of nine numbers.
static bool read_struct(OuVM *vm, OuValue value, const char *function, struct tm *parts)
{
    if (!ou_is_tuple(value)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "Tuple or struct_time argument required");
        return false;
    }
    OuTuple *tuple = ou_tuple_of(value);
    if (tuple->length != VISIBLE) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s(): illegal time tuple argument", function);
        return false;
    }
    int fields[VISIBLE];
    for (unsigned i = 0; i < VISIBLE; i++) {
        if (!read_field(vm, tuple->items[i], &fields[i])) return false;
    }
    if (fields[0] < INT_MIN + 1900) {
        (void)ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "year out of range");
        return false;
    }
    *parts = (struct tm){
        .tm_year = fields[0] - 1900,
        .tm_mon = fields[1] - 1,
        .tm_mday = fields[2],
        .tm_hour = fields[3],
        .tm_min = fields[4],
        .tm_sec = fields[5],
        .tm_wday = (int)(((int64_t)fields[6] + 1) % 7),
        .tm_yday = fields[7] - 1,
        .tm_isdst = fields[8],
    };
    return true;
}

static bool out_of_range(OuVM *vm, const char *what)
{
    (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "%s out of range", what);
    return false;
}

// Zero stands for the first month, day of the month and day of the year.
static bool check_struct(OuVM *vm, struct tm *parts)
{
    if (parts->tm_mon == -1) parts->tm_mon = 0;
    if (parts->tm_mday == 0) parts->tm_mday = 1;
    if (parts->tm_yday == -1) parts->tm_yday = 0;
    if (parts->tm_mon < 0 || parts->tm_mon > 11) return out_of_range(vm, "month");
    if (parts->tm_mday < 0 || parts->tm_mday > 31) return out_of_range(vm, "day of month");
    if (parts->tm_hour < 0 || parts->tm_hour > 23) return out_of_range(vm, "hour");
    if (parts->tm_min < 0 || parts->tm_min > 59) return out_of_range(vm, "minute");
    if (parts->tm_sec < 0 || parts->tm_sec > 61) return out_of_range(vm, "seconds");
    if (parts->tm_wday < 0) return out_of_range(vm, "day of week");
    if (parts->tm_yday < 0 || parts->tm_yday > 365) return out_of_range(vm, "day of year");
    return true;
}

static bool local_now(OuVM *vm, struct tm *parts)
{
    time_t now = time(NULL);
    if (localtime_r(&now, parts)) return true;
    (void)ou_raise_errno(vm, errno, OU_UNBOUND);
    return false;
}

static bool read_struct_or_now(OuVM *vm, OuValue value, const char *function, struct tm *parts)
{
    if (value == OU_UNBOUND) return local_now(vm, parts);
    return read_struct(vm, value, function, parts) && check_struct(vm, parts);
}

// ---- Text ---------------------------------------------------------------------------------------

static OuValue as_text(OuVM *vm, const struct tm *parts)
{
    static const char days[] = "SunMonTueWedThuFriSat",
                      months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    char text[64];
    snprintf(text, sizeof text, "%.3s %.3s%3d %.2d:%.2d:%.2d %lld", days + 3 * parts->tm_wday,
             months + 3 * parts->tm_mon, parts->tm_mday, parts->tm_hour, parts->tm_min,
             parts->tm_sec, 1900ll + parts->tm_year);
    return ou_str_make_text(vm, text);
}

OU_TIME_FUNCTION(asctime, "asctime(tuple=None, /)",
                 "Convert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'.\n"
                 "When the time tuple is not present, current time as returned by localtime()\n"
                 "is used.")
{
    struct tm parts;
    return read_struct_or_now(vm, arguments[0], "asctime", &parts) ? as_text(vm, &parts) : OU_ERROR;
}

OU_TIME_FUNCTION(ctime, "ctime(seconds=None, /)",
                 "Convert a time in seconds since the Epoch to a string in local time.\n"
                 "This is equivalent to asctime(localtime(seconds)). When the time tuple is\n"
                 "not present, current time as returned by localtime() is used.")
{
    time_t moment;
    struct tm parts;
    if (!read_moment(vm, arguments[0], &moment)) return OU_ERROR;
    if (!localtime_r(&moment, &parts)) return ou_raise_errno(vm, errno, OU_UNBOUND);
    return as_text(vm, &parts);
}

// An empty result is told from one that doesn't fit by the size: no directive needs 256 times its
// own length.
static OuValue format_parts(OuVM *vm, const char *format, size_t length, const struct tm *parts)
{
    if (length == 0) return ou_ref(ou_str_value(vm->empty_string));
    for (size_t size = 256;; size *= 2) {
        char *text = ou_heap_buffer_alloc(&vm->heap, size);
        if (!text) return ou_raise_memory_error(vm);
        size_t written = strftime(text, size, format, parts);
        bool is_done = written || size >= 256 * length;
        OuValue result = is_done ? ou_path_decode(vm, text, written) : OU_NONE;
        ou_heap_buffer_free(&vm->heap, text, size);
        if (is_done) return result;
    }
}

OU_TIME_FUNCTION(strftime, "strftime(format, tuple=None, /)",
                 "Convert a time tuple to a string according to a format specification.\n"
                 "See the library reference manual for formatting codes. When the time tuple\n"
                 "is not present, current time as returned by localtime() is used.")
{
    struct tm parts;
    OuValue format = arguments[0], given = arguments[1];
    if (!ou_is_str(format)) return ou_argument_raise(vm, "strftime", "argument 1", "str", format);
    if (!read_struct_or_now(vm, given, "strftime", &parts)) return OU_ERROR;
    if (parts.tm_isdst < -1) parts.tm_isdst = -1;
    if (parts.tm_isdst > 1) parts.tm_isdst = 1;
    OuValue zone = OU_UNBOUND, offset = OU_UNBOUND;
    if (given != OU_UNBOUND && ou_kind_of(given) == (OU_KIND_TUPLE | OU_KIND_SUBCLASS)
        && ou_type_of(vm, given)->slot_count == ALL - VISIBLE) {
        zone = ou_structseq_peek(given, ZONE);
        offset = ou_structseq_peek(given, OFFSET);
    }
    if (ou_text_find_unit(ou_str_text(ou_str_of(format)), 0) != OU_TEXT_NOT_FOUND) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "embedded null character");
    }
    OuBuffer zone_buffer, buffer;
    ou_buffer_init(&zone_buffer, &vm->heap.memory);
    ou_buffer_init(&buffer, &vm->heap.memory);
    OuValue result = OU_ERROR;
    const char *zone_text = ou_is_str(zone) ? ou_path_text(vm, zone, &zone_buffer) : "UTC";
    if (given != OU_UNBOUND && zone_text) parts.tm_zone = zone_text;
    if (ou_is_int(offset)) parts.tm_gmtoff = ou_int_of(offset);
    const char *text = zone_text ? ou_path_text(vm, format, &buffer) : NULL;
    if (text) result = format_parts(vm, text, strlen(text), &parts);
    ou_buffer_free(&buffer);
    ou_buffer_free(&zone_buffer);
    return result;
}

OU_TIME_FUNCTION(mktime, "mktime(tuple, /)",
                 "Convert a time tuple in local time to seconds since the Epoch.\n"
                 "Note that mktime(gmtime(0)) will not generally return zero for most\n"
                 "time zones; instead the returned value will either be equal to that\n"
                 "of the timezone or altzone attributes on the time module.")
{
    struct tm parts;
    if (!read_struct(vm, arguments[0], "mktime", &parts)) return OU_ERROR;
    parts.tm_wday = -1;                            // mktime sets it if it succeeds
    time_t moment = mktime(&parts);
    if (moment == (time_t)-1 && parts.tm_wday == -1) {
        return ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "mktime argument out of range");
    }
    return ou_float_value((double)moment);
}

// ---- The time zone ------------------------------------------------------------------------------

// How the middle of winter and of summer are called, and how far they are west of UTC.
typedef struct Season { char name[16]; long west; } Season;

static Season season_of(time_t moment)
{
    struct tm parts;
    Season season = { "UTC", 0 };
    if (!localtime_r(&moment, &parts)) return season;
    snprintf(season.name, sizeof season.name, "%s", parts.tm_zone);
    season.west = -parts.tm_gmtoff;
    return season;
}

static bool add_zone(OuVM *vm, OuModule *module)
{
    enum { YEAR = (365 * 24 + 6) * 3600 };
    tzset();
    time_t january = time(NULL) / YEAR * YEAR;
    Season first = season_of(january), second = season_of(january + YEAR / 2);
    bool is_south = first.west < second.west;
    Season standard = is_south ? second : first, summer = is_south ? first : second;
    OU_OWNED OuValue name = ou_str_make_text(vm, standard.name);
    OU_OWNED OuValue summer_name = ou_str_make_text(vm, summer.name);
    if (name == OU_ERROR || summer_name == OU_ERROR) return false;
    return ou_module_add(vm, module, "timezone", ou_int_value(standard.west))
        && ou_module_add(vm, module, "altzone", ou_int_value(summer.west))
        && ou_module_add(vm, module, "daylight", ou_int_value(standard.west != summer.west))
        && ou_module_add(vm, module, "tzname", ou_tuple_pair(vm, name, summer_name));
}

bool ou_time_add_calendar(OuVM *vm, OuModule *module)
{
    OuType *type = ou_structseq_make_type(vm, &struct_time);
    return type && ou_module_add(vm, module, "struct_time", ou_pointer_value(type))
        && add_zone(vm, module);
}
