// frame.h: frames on the register stack, and the frame objects that scripts and tracebacks see.
//
//     ... caller's registers ... | callee | code | return | locals ... | temporaries ... |
//                                  R[-3]    R[-2]  R[-1]    R[0]
//
//   R[-3]  what was called: a counted function; or a borrowed one, its plain address (which reads
//   as a tiny
//          double, so dropping it does nothing); in a constructor's frame the new instance; in a
//          generator's frame the generator
//   R[-2]  the code object's plain address
//   R[-1]  the caller's instruction, with OU_RETURN_... bits in the lowest three
//
// Frames of one chain of calls lie one behind the other. A call from C starts a new chain: OuEntry
// remembers where the one before stopped.
#ifndef OU_VM_FRAME_H
#define OU_VM_FRAME_H

#include "vm/function.h"

enum {
    OU_FRAME_HEADER = 3,
    OU_RETURN_HAS_OBJECT  = 1,   // a frame object stands for this frame
    OU_RETURN_CONSTRUCTOR = 2,   // the result is the instance in R[-3]
    OU_RETURN_TO_C        = 4,
    OU_RETURN_BITS        = 7,
};

typedef struct OuEntry {
    struct OuEntry      *previous;
    OuValue             *window;        // of the frame that ran when C called; NULL: none
    const OuInstruction *instruction;
} OuEntry;

typedef struct OuFrame {
    OuObject   header;
    OuCode    *code;
    OuValue   *window;           // while the frame runs
    struct OuGenerator *generator;   // that has the registers while it is suspended; or NULL
    struct OuFrame *older;       // among frame objects of running frames
    OuValue    back;             // caller's frame object or None; set when the frame has ended
    OuValue   *room;             // side buffer for code->local_count values, made beforehand
    size_t     room_size;        // its bytes
    OuValue   *locals;           // the room once the frame has ended, or NULL
    uint32_t   instruction;      // word where it ended; while it runs, the last one that raised
} OuFrame;

static inline OuCode *ou_frame_code(const OuValue *window)
{
    return (OuCode *)(uintptr_t)window[-2];
}

// A position in the chain of running frames.
typedef struct OuFrameWalk {
    OuValue             *window;
    const OuInstruction *instruction;
    OuEntry             *entry;
} OuFrameWalk;
OuFrameWalk ou_frame_innermost(OuVM *vm);             // window NULL: no frame runs
bool ou_frame_next(OuVM *vm, OuFrameWalk *walk);      // to the caller; false at the end
uint32_t ou_frame_word(const OuFrameWalk *walk);      // instruction as a word number

extern const OuTypeDef ou_frame_type;
// The frame object for a running frame (owned); made if there is none.
OU_CHECKED OuValue ou_frame_object(OuVM *vm, const OuFrameWalk *walk);
// locals() of a frame with these registers: a new dict, or the namespace it runs in.
OU_CHECKED OuValue ou_frame_locals(OuVM *vm, OuCode *code, const OuValue *registers);
// The frame at `window` goes on with a handler of an exception that came from `instruction`; the
// latest such place.
void ou_frame_note(OuVM *vm, const OuValue *window, const OuInstruction *instruction);
const OuInstruction *ou_frame_noted(OuVM *vm, const OuValue *window);
// The frame at `window`, which has an object, ends: its locals move there.
void ou_frame_detach(OuVM *vm, OuValue *window, const OuInstruction *instruction);
// The frame object of a generator that isn't finished (owned); None of one that is.
OU_CHECKED OuValue ou_frame_of_generator(OuVM *vm, struct OuGenerator *generator);
// A generator that yields, or goes on at `window`, takes its frame object along.
void ou_frame_suspend(OuVM *vm, OuValue *window, struct OuGenerator *generator);
void ou_frame_resume(OuVM *vm, OuValue *window, struct OuGenerator *generator);
// A generator that never ran again dies: its frame object keeps the locals.
void ou_frame_outlive(OuVM *vm, struct OuGenerator *generator);

#endif
