// profile_write.c: a profile as folded stacks, or as speedscope's JSON.
//
//     <module> (app.py);work (app.py:3);sorted (built-in) 120       milliseconds
//
// https://github.com/jlfwong/speedscope/wiki/Importing-from-custom-sources
#include <string.h>

#include "runtime/json_out.h"
#include "vm/ouro.h"
#include "vm/profile.h"

// A node's path, the outermost function first, in the profile's `stack`. Returns its length.
static size_t path_of(OuProfile *profile, uint32_t number)
{
    size_t length = 0;
    for (uint32_t i = number; i; i = ou_profile_node(profile, i)->parent) length++;
    for (size_t i = length; number; number = ou_profile_node(profile, number)->parent) {
        profile->stack[--i] = ou_profile_node(profile, number)->function;
    }
    return length;
}

// ---- Folded stacks ------------------------------------------------------------------------------

// What divides frames and lines mustn't stand in a name.
static void put_name(OuOutFile *file, const char *name)
{
    for (; *name; name++) {
        unsigned char c = (unsigned char)*name;
        ou_out_file_put_char(file, c == ';' ? ':' : c < ' ' ? '?' : (char)c);
    }
}

static void put_frame(OuOutFile *file, const OuProfileFunction *function)
{
    put_name(file, function->name);
    if (!*function->file) return;
    ou_out_file_put_text(file, " (");
    put_name(file, function->file);
    if (function->line) {
        ou_out_file_put_char(file, ':');
        ou_out_file_put_number(file, function->line);
    }
    ou_out_file_put_char(file, ')');
}

static void write_folded(OuProfile *profile)
{
    const OuProfileSample *samples = profile->samples.items;
    for (size_t i = 0; i < profile->samples.count; i++) {
        ou_profile_node(profile, samples[i].node)->ticks += samples[i].ticks;
    }
    for (uint32_t i = 1; i < profile->nodes.count; i++) {
        uint64_t ticks = ou_profile_node(profile, i)->ticks;
        if (!ticks) continue;
        size_t length = path_of(profile, i);
        for (size_t k = 0; k < length; k++) {
            if (k) ou_out_file_put_char(&profile->file, ';');
            put_frame(&profile->file, ou_profile_function(profile, profile->stack[k]));
        }
        ou_out_file_put_char(&profile->file, ' ');
        ou_out_file_put_number(&profile->file, ticks * OU_PROFILE_INTERVAL / 1000);
        ou_out_file_put_char(&profile->file, '\n');
    }
}

// ---- speedscope ---------------------------------------------------------------------------------

// Calls `each` for what was seen, first in the order of time.
static void each_sample(OuProfile *profile, OuJsonOut *json,
                        void (*each)(OuProfile *profile, OuJsonOut *json, uint32_t node,
                                     uint64_t ticks))
{
    const OuProfileSample *samples = profile->samples.items;
    for (size_t i = 0; i < profile->samples.count; i++) {
        each(profile, json, samples[i].node, samples[i].ticks);
    }
    for (uint32_t i = 1; i < profile->nodes.count; i++) {
        uint64_t ticks = ou_profile_node(profile, i)->ticks;
        if (ticks) each(profile, json, i, ticks);
    }
}

// Frames are the functions, but for the one that stays unused.
static void put_stack(OuProfile *profile, OuJsonOut *json, uint32_t node, uint64_t ticks)
{
    size_t length = path_of(profile, node);
    ou_json_begin(json, '[');
    for (size_t i = 0; i < length; i++) ou_json_number(json, profile->stack[i] - 1);
    ou_json_end(json);
    ou_json_line(json);
}

static void put_weight(OuProfile *profile, OuJsonOut *json, uint32_t node, uint64_t ticks)
{
    ou_json_number(json, ticks * OU_PROFILE_INTERVAL);
}

static void put_member(OuJsonOut *json, const char *key, const char *text)
{
    ou_json_key(json, key);
    ou_json_string(json, text, strlen(text));
}

static void put_frames(const OuProfile *profile, OuJsonOut *json)
{
    ou_json_key(json, "shared");
    ou_json_begin(json, '{');
    ou_json_key(json, "frames");
    ou_json_begin(json, '[');
    for (size_t i = 1; i < profile->functions.count; i++) {
        const OuProfileFunction *function = ou_profile_function(profile, i);
        ou_json_begin(json, '{');
        put_member(json, "name", function->name);
        if (*function->file) put_member(json, "file", function->file);
        if (function->line) {
            ou_json_key(json, "line");
            ou_json_number(json, function->line);
        }
        ou_json_end(json);
        ou_json_line(json);
    }
    ou_json_end(json);
    ou_json_end(json);
}

static void put_list(OuProfile *profile, OuJsonOut *json, const char *key,
                     void (*each)(OuProfile *profile, OuJsonOut *json, uint32_t node,
                                  uint64_t ticks))
{
    ou_json_key(json, key);
    ou_json_begin(json, '[');
    each_sample(profile, json, each);
    ou_json_end(json);
}

static void write_speedscope(OuProfile *profile)
{
    OuJsonOut json;
    ou_json_init(&json, &profile->file);
    ou_json_begin(&json, '{');
    put_member(&json, "$schema", "https://www.speedscope.app/file-format-schema.json");
    put_member(&json, "exporter", ouro_version());
    put_member(&json, "name", profile->program);
    ou_json_key(&json, "activeProfileIndex");
    ou_json_number(&json, 0);
    put_frames(profile, &json);
    ou_json_key(&json, "profiles");
    ou_json_begin(&json, '[');
    ou_json_begin(&json, '{');
    put_member(&json, "type", "sampled");
    put_member(&json, "name", profile->program);
    put_member(&json, "unit", "microseconds");
    ou_json_key(&json, "startValue");
    ou_json_number(&json, 0);
    ou_json_key(&json, "endValue");
    ou_json_number(&json, profile->total * OU_PROFILE_INTERVAL);
    put_list(profile, &json, "samples", put_stack);
    put_list(profile, &json, "weights", put_weight);
    ou_json_end(&json);
    ou_json_end(&json);
    ou_json_end(&json);
    ou_json_line(&json);
}

void ou_profile_write(OuProfile *profile)
{
    if (profile->is_speedscope) write_speedscope(profile);
    else write_folded(profile);
}
