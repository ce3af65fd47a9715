// The order of death, compared with CPython 3.11, which has recorded what is expected here.
//
// A scenario is a list of steps: `nI,K` makes object I, whose finalizer says fI (K = 1), puts it
// into a list as well (3), drops its first attribute as well (9), or doesn't exist (0); `sI,A,J`
// stores J in attribute A of I; `dI` lets go of I; `wI,W` makes a weak reference whose callback
// says wW; `cG` collects generation G and says how many were found. Automatic collections are off.
#include "tests/unit/gc/world.h"

static const struct {
    const char *steps, *expected;
} scenarios[] = {
    {
        "n0,9 n1,9 s0,1,0 n2,1 n3,9 s3,0,3 n4,1 d4 s0,0,0 d0 s1,1,2 s2,1,3 s3,0,2 c0 "
        "n5,9 n6,3 d3 s6,1,5 s5,1,1 n7,0 c1 s2,1,7 n8,1 s8,0,6 s1,0,6 n9,3 d9 n10,1 "
        "s7,1,5 s1,0,5 n11,9 n12,1 w7,33 n13,1 w8,35 c1 s12,0,10 s12,1,7 s6,1,7 "
        "s1,1,10 n14,1 n15,0 s14,1,8 s1,0,13 c0 c0 s7,1,13 n16,1 s8,1,13 s10,0,2 n17,9 "
        "n18,0 n19,1 s6,1,6 c2 d18 d5 n20,1 d12 n21,1 n22,1 s10,1,14 d6 d11 s14,1,10 "
        "s19,1,14 s14,1,1 n23,1 s22,1,23 s23,0,20 n24,9 d17 s24,0,8 d10 n25,1 n26,9 c1 "
        "s1,0,26 n27,0 n28,1 s24,0,2 s19,1,28 d2 s16,0,13 n29,0 c0 d1 s25,1,8 n30,9 "
        "s8,1,28 d7 d16 n31,1 n32,1 d14 s31,0,26 s27,1,28 s27,0,24 w20,101 s28,0,15 "
        "n33,9 s33,0,28 s29,1,13 s26,1,29 s23,1,22 s15,0,29 s8,1,26 d8 d13 d15 d19 d20 "
        "d21 d22 d23 d24 d25 d26 d27 d28 d29 d30 d31 d32 d33 c2 ",
        "f4 f0 c1 c0 f3 f9 c0 c0 c0 c0 f5 f12 f11 f17 c0 c0 f16 f19 f21 f25 f8 w35 f24 "
        "f30 f31 f32 f33 f28 w33 w101 f1 f26 f2 f6 f10 f13 f14 f20 f22 f23 c9 ",
    },
    {
        "n0,3 n1,1 n2,1 c1 n3,1 s3,1,3 s3,1,0 n4,1 s4,1,3 d3 s2,0,0 s4,0,0 s0,0,4 "
        "s1,0,0 s1,1,1 s4,1,2 d4 n5,1 s2,1,2 s1,0,2 s2,0,0 s0,1,2 n6,1 s5,1,2 n7,3 "
        "n8,1 n9,1 s0,1,8 d8 d1 s6,1,6 n10,1 n11,1 n12,1 d12 s11,0,5 n13,1 s2,1,7 "
        "s9,1,0 n14,1 d14 n15,0 c1 n16,1 s11,0,11 s2,1,15 s11,0,13 s11,1,15 d11 n17,1 "
        "n18,1 n19,1 s16,1,0 d15 n20,9 d17 n21,1 s10,0,20 n22,0 d20 s10,1,6 n23,3 "
        "w21,62 d16 s9,1,23 s2,1,6 s19,0,7 n24,3 d21 s23,1,23 d19 s23,0,10 s18,0,18 "
        "n25,1 s7,0,10 s7,1,7 d18 n26,3 n27,1 c1 s6,0,6 s26,0,2 s24,1,5 c0 n28,1 "
        "s2,1,2 s24,1,28 c0 n29,0 d5 s0,0,28 d25 d29 n30,1 s24,1,28 n31,0 c0 s2,1,31 "
        "s6,1,9 n32,1 n33,1 n34,1 s13,0,7 n35,1 d34 s24,1,22 n36,1 n37,0 n38,1 d0 d2 "
        "d6 d7 d9 d10 d13 d22 d23 d24 d26 d27 d28 d30 d31 d32 d33 d35 d36 d37 d38 c2 ",
        "c0 f3 f12 f14 c0 f11 f17 f16 f21 w62 f19 f18 c1 c0 c0 f5 f4 f25 c0 f34 f13 "
        "f24 f26 f27 f30 f32 f33 f35 f36 f38 f1 f6 f7 f9 f10 f20 f23 c1 ",
    },
    {
        "n0,3 s0,1,0 c1 n1,9 n2,1 n3,3 n4,1 c2 n5,3 s0,1,2 s5,0,2 n6,1 n7,1 s5,1,6 "
        "n8,1 s3,0,1 n9,1 n10,9 s6,1,3 c1 s5,1,7 s7,1,6 n11,1 n12,9 n13,1 s11,0,8 "
        "s5,0,8 n14,1 s13,1,14 s9,1,14 n15,1 n16,1 d11 n17,1 s7,0,14 c1 n18,0 s13,0,7 "
        "n19,1 s14,0,16 d1 d10 n20,1 n21,1 d5 s12,1,6 n22,1 d15 d16 s19,1,21 s12,0,6 "
        "s6,1,0 s9,1,19 s6,0,6 n23,1 n24,9 d3 d14 n25,9 c1 s12,0,8 n26,3 n27,9 d27 "
        "s2,1,0 s4,0,20 d12 n28,0 s13,0,21 s18,1,25 c0 s2,1,25 c0 n29,9 d9 n30,0 "
        "w20,77 s23,0,6 s24,0,26 s24,1,25 d4 n31,1 s2,1,18 s23,1,24 d23 s28,0,18 n32,1 "
        "s32,1,17 s32,1,32 n33,9 s32,0,24 n34,1 s24,0,8 s6,1,29 s24,0,26 w25,96 n35,0 "
        "s31,0,34 n36,1 s19,0,8 n37,0 s13,1,24 s26,1,32 s34,1,24 n38,1 n39,0 n40,9 "
        "s24,1,32 s18,0,0 d0 d2 d6 d7 d8 d13 d17 d18 d19 d20 d21 d22 d24 d25 d26 d28 "
        "d29 d30 d31 d32 d33 d34 d35 d36 d37 d38 d39 d40 c2 ",
        "c0 c0 c0 f11 c0 f10 f5 f15 f3 c0 f27 f12 c0 c0 f9 f4 f23 f13 f17 f19 f20 w77 "
        "f21 f22 f31 f33 f34 f36 f38 f40 w96 f0 f2 f24 f26 f25 f32 c0 ",
    },
    {
        "c1 n0,1 c1 s0,1,0 s0,1,0 s0,0,0 c0 n1,9 s0,0,1 s1,1,1 s0,0,1 s1,0,1 n2,1 "
        "s2,1,0 n3,1 s1,1,1 d2 s0,1,3 s1,0,1 s0,0,0 n4,1 d0 s3,0,3 s3,1,4 c1 c1 n5,1 "
        "s4,0,3 s4,1,5 s1,0,4 n6,1 s1,1,6 d4 s3,0,6 w6,34 w6,35 s3,1,3 s6,0,6 s6,1,6 "
        "n7,1 s7,0,5 d6 s7,1,5 s1,0,3 s5,1,1 n8,1 d7 s5,1,3 c0 s5,0,5 s3,1,8 n9,1 "
        "s9,1,9 d9 n10,3 d1 n11,9 s10,0,8 n12,9 d12 s5,0,8 d10 n13,1 s3,0,13 n14,1 "
        "n15,0 n16,9 s16,1,8 s13,1,14 s5,0,3 n17,0 s15,0,5 s8,0,13 n18,9 n19,0 "
        "s17,0,18 c1 n20,9 d19 n21,1 d15 d20 s5,0,8 s13,0,3 s3,1,13 d13 n22,9 n23,1 "
        "s22,0,8 s14,1,16 n24,0 n25,3 c0 d24 s21,0,5 n26,0 n27,9 s3,0,22 s17,0,25 d3 "
        "d26 d22 n28,9 c1 d28 n29,1 s21,1,27 s27,0,29 d8 s17,0,21 d5 d11 d14 d16 d17 "
        "d18 d21 d23 d25 d27 d29 c2 ",
        "c0 c0 c0 f2 c0 c0 f4 f7 c0 f1 f12 f10 w35 w34 f6 f9 c2 f20 c0 c0 f28 f11 f18 "
        "f21 f5 f23 f25 f27 f29 f0 c1 ",
    },
    {
        "n0,1 n1,0 c2 n2,1 s2,1,2 s1,1,2 s1,0,2 s0,0,0 s0,1,0 n3,9 s3,0,1 d3 n4,0 d0 "
        "c1 s2,0,4 n5,1 d2 s1,0,4 s1,1,5 c1 s1,0,4 n6,0 n7,0 n8,3 d6 s7,1,5 n9,1 "
        "s7,0,7 s1,1,4 d5 s9,0,1 s4,1,8 s7,1,9 n10,9 n11,1 n12,1 s10,1,12 n13,1 "
        "s13,0,9 s11,1,4 n14,1 d1 s9,1,13 s9,0,12 s10,1,7 s14,1,12 n15,1 s4,0,7 "
        "s10,0,11 d14 n16,9 s4,1,15 n17,0 s4,0,12 n18,1 d16 s15,1,15 s7,1,12 s11,0,7 "
        "s4,1,18 n19,1 d7 s15,0,11 n20,3 n21,9 n22,9 s12,1,21 s8,0,4 s22,0,18 s22,1,20 "
        "n23,3 s22,0,9 w12,73 s21,1,9 s18,1,17 c0 s18,1,21 s15,1,11 s11,1,20 d10 n24,1 "
        "n25,1 s13,0,23 s18,0,9 s8,0,21 s25,1,8 n26,1 s21,1,25 s4,1,21 s17,1,4 n27,0 "
        "c1 n28,1 n29,0 n30,1 n31,1 n32,9 n33,0 d12 d25 n34,3 s23,1,28 n35,3 n36,3 "
        "n37,9 c0 n38,1 s21,0,28 d4 d8 d9 d11 d13 d15 d17 d18 d19 d20 d21 d22 d23 d24 "
        "d26 d27 d28 d29 d30 d31 d32 d33 d34 d35 d36 d37 d38 c2 ",
        "c0 f3 c0 c0 f5 f14 f16 c0 f10 c0 c0 f15 f11 f18 f19 f22 f9 f13 f20 f23 f24 "
        "f26 f30 f31 f32 f34 f35 f36 f37 f38 w73 f0 f2 f8 f12 f21 f25 c5 ",
    },
    {
        "n0,1 s0,1,0 s0,1,0 n1,1 s0,1,0 s0,0,0 n2,1 n3,9 n4,1 n5,3 n6,1 n7,1 d6 s5,0,7 "
        "s5,1,2 d4 s3,1,2 s5,1,0 s7,1,3 c1 s7,0,2 s5,1,3 n8,9 n9,9 s2,1,3 s3,1,2 n10,3 "
        "n11,1 s11,1,0 n12,9 s8,0,2 n13,3 c1 s1,1,8 s0,1,1 s8,0,1 n14,9 n15,0 w12,39 "
        "n16,3 s0,0,8 s15,0,14 s11,0,8 s15,1,1 s1,1,3 s7,0,11 s9,1,12 d16 n17,0 n18,0 "
        "s7,0,10 d9 n19,9 s2,0,7 s12,1,13 s17,1,15 n20,1 n21,0 s13,0,21 s17,0,11 "
        "s19,1,0 s15,1,19 s5,1,1 s3,1,17 s15,0,21 s11,0,2 s20,0,21 d8 n22,0 n23,9 "
        "s10,1,11 n24,1 s22,1,3 n25,0 n26,1 s13,0,2 c0 n27,1 s15,0,0 s14,0,25 d0 "
        "s12,0,18 n28,9 n29,1 n30,1 d26 s21,0,29 n31,9 d12 c0 d21 n32,0 n33,1 s19,0,31 "
        "s32,0,13 c2 n34,0 d27 s18,0,18 n35,9 c0 d10 s23,1,15 n36,1 s5,1,34 s23,0,33 "
        "d33 n37,1 d36 d1 d2 d3 d5 d7 d11 d13 d14 d15 d17 d18 d19 d20 d22 d23 d24 d25 "
        "d28 d29 d30 d31 d32 d34 d35 d37 c2 ",
        "f6 f4 c0 c0 f16 f9 c0 f26 f12 w39 c0 c0 f27 c0 f36 f5 f14 f20 f23 f33 f24 f28 "
        "f29 f30 f13 f35 f37 c1 ",
    },
};

static World world;
static size_t weak_count;

static void step(char what, const unsigned *number, Node **nodes)
{
    switch (what) {
    case 'n':
        nodes[number[0]] = node_make(&world, number[0], 2);
        nodes[number[0]]->base.aux = (uint16_t)number[1];
        break;
    case 's':
        node_set(nodes[number[0]], number[1], nodes[number[2]]);
        break;
    case 'd':
        drop(nodes[number[0]]);
        break;
    case 'w':
        world.roots[weak_count++] =
            ou_pointer_value(weak_make(&world, number[1], nodes[number[0]], true));
        break;
    case 'c':
        world_note(&world, "c", (unsigned)ou_collector_collect(&world.heap, (int)number[0]));
        break;
    default:
        ck_abort_msg("no such step: %c", what);
    }
}

START_TEST(objects_die_in_cpythons_order)
{
    Node *nodes[200] = { 0 };
    weak_count = 0;
    world_open(&world);
    ou_collector_enable(&world.heap, false);
    for (const char *text = scenarios[_i].steps; *text; ) {
        unsigned number[3] = { 0 };
        int length = 0;
        char what = *text++;
        for (int i = 0; i < 3 && *text != ' '; i++, text += *text == ',') {
            sscanf(text, "%u%n", &number[i], &length);
            text += length;
        }
        text++;
        step(what, number, nodes);
    }
    ck_assert_str_eq(world.trace, scenarios[_i].expected);
    world_close(&world);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("order");
    tcase_add_loop_test(tests, objects_die_in_cpythons_order, 0,
                        sizeof scenarios / sizeof *scenarios);
    return world_run(tests);
}
