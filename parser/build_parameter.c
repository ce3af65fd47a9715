#include "parser/build.h"

OuParameter *ou_build_parameter(OuBuild *build, OuParameterKind kind, OuSpan at, OuName *name,
                                OuNode *annotation, OuNode *value)
{
    OuParameter *parameter = OU_ARENA_NEW(build->arena, OuParameter);
    if (!parameter)
        return NULL;
    parameter->kind = (uint8_t)kind;
    parameter->value = value;
    if (name)
        parameter->arg = OU_BUILD(ARG, Arg, at, .arg = name, .annotation = annotation);
    return parameter;
}

OuParameterList ou_build_append_parameter(OuParameterList *list, OuParameter *parameter)
{
    OuParameterList result = list ? *list : (OuParameterList){ NULL, NULL };
    if (!parameter)
        return result;
    if (result.last)
        result.last->next = parameter;
    else
        result.first = parameter;
    result.last = parameter;
    return result;
}

// Where in a list of parameters we are: each stage may only be followed by later ones.
typedef enum Stage {
    STAGE_POSITIONAL,       // before any star
    STAGE_KEYWORD,          // behind `*` or `*args`
    STAGE_END,              // behind `**kwargs`
} Stage;

static void add_plain(OuBuild *build, OuArgumentsNode *arguments, Stage stage,
                      const OuParameter *parameter)
{
    if (stage == STAGE_POSITIONAL) {
        if (parameter->value)
            arguments->defaults = ou_build_append(build, arguments->defaults, parameter->value);
        else if (arguments->defaults.count)
            ou_build_reject(build);         // one without a default behind one with
        arguments->args = ou_build_append(build, arguments->args, parameter->arg);
    } else {
        arguments->kwonlyargs = ou_build_append(build, arguments->kwonlyargs, parameter->arg);
        arguments->kw_defaults = ou_build_append(build, arguments->kw_defaults, parameter->value);
    }
}

// "/": what came so far can be given by position only.
static void add_slash(OuBuild *build, OuArgumentsNode *arguments, Stage stage)
{
    if (stage != STAGE_POSITIONAL || arguments->posonlyargs.count || !arguments->args.count)
        ou_build_reject(build);
    arguments->posonlyargs = arguments->args;
    arguments->args = (OuNodeList){ 0 };
}

static Stage add_parameter(OuBuild *build, OuArgumentsNode *arguments, Stage stage,
                           const OuParameter *parameter)
{
    if (stage == STAGE_END)
        ou_build_reject(build);
    switch ((OuParameterKind)parameter->kind) {
    case OU_PARAMETER_PLAIN:
        add_plain(build, arguments, stage, parameter);
        return stage;
    case OU_PARAMETER_SLASH:
        add_slash(build, arguments, stage);
        return stage;
    case OU_PARAMETER_BARE_STAR:
        if (!parameter->next || parameter->next->kind != OU_PARAMETER_PLAIN)
            ou_build_reject(build);
        break;
    case OU_PARAMETER_STAR:
        arguments->vararg = parameter->arg;
        break;
    case OU_PARAMETER_DOUBLE_STAR:
        arguments->kwarg = parameter->arg;
        return STAGE_END;
    }
    if (stage != STAGE_POSITIONAL)
        ou_build_reject(build);             // a second star
    return STAGE_KEYWORD;
}

OuNode *ou_build_parameters(OuBuild *build, OuSpan at, OuParameterList list)
{
    OuArgumentsNode arguments = { .vararg = NULL };
    Stage stage = STAGE_POSITIONAL;
    for (const OuParameter *parameter = list.first; parameter; parameter = parameter->next)
        stage = add_parameter(build, &arguments, stage, parameter);
    return ou_build_node(build, OU_NODE_ARGUMENTS, at, &arguments.head);
}
