package org.surprisal.agent;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of a method before it is woven: its lines, its variables and their scopes, its sites. */
final class Woven {
    private static final ClassDesc OBJECT = ClassDesc.of("java.lang.Object");
    private static final ClassDesc WATCH = ClassDesc.of("org.surprisal.agent.Watch");

    final Session session;
    final MethodModel model;
    final int method;
    final int firstLine;
    private final List<Variable> variables = new ArrayList<>();
    private final Map<Label, Boolean> handlers = new HashMap<>();
    private final List<int[]> silent = new ArrayList<>();
    private final CodeAttribute code;
    private final String type;
    private final boolean bare;
    private final Set<Integer> passing = new HashSet<>();
    private final Kin kin;
    private final boolean entries;
    private final Set<String> ignored;
    private final Map<Site, Integer> sites = new HashMap<>();

    /** A local variable in one of its scopes. */
    record Variable(int slot, String name, ClassDesc type, int from, int to) {}

    /**
     * Looks at a method.
     *
     * @param named whether the class tells the names of variables
     * @param entries whether the class sets the values of a map's entries
     * @param ranges the first and last lines of the methods of the class
     */
    Woven(
            Session session,
            String type,
            String file,
            MethodModel model,
            Kin kin,
            boolean named,
            boolean entries,
            List<int[]> ranges) {
        this.session = session;
        this.kin = kin;
        this.entries = entries;
        this.model = model;
        this.type = type;
        code = (CodeAttribute) model.code().orElseThrow();
        int first = Integer.MAX_VALUE;
        int last = 0;
        for (CodeElement element : code) {
            switch (element) {
                case LineNumber line -> {
                    first = Math.min(first, line.line());
                    last = Math.max(last, line.line());
                }
                case LocalVariable local ->
                    variables.add(new Variable(
                            local.slot(),
                            local.name().stringValue(),
                            local.typeSymbol(),
                            code.labelToBci(local.startScope()),
                            code.labelToBci(local.endScope())));
                case ExceptionCatch range -> {
                    handlers.put(range.handler(), true);
                    int handler = code.labelToBci(range.handler());
                    int end = code.labelToBci(range.tryEnd());
                    if (handler >= code.labelToBci(range.tryStart()) && handler < end) {
                        silent.add(new int[] {handler, end});
                    }
                }
                default -> {}
            }
        }
        firstLine = last == 0 ? 0 : first;
        bare = !named;
        ignored = session.sources
                .ignored(file)
                .variables(
                        firstLine,
                        last,
                        ranges,
                        model.methodName().stringValue().startsWith("lambda$"));
        method = session.sites.method(type, title(), file, firstLine, last, parameterNames());
        loops();
        if (session.options.values()) {
            new Relations(this).find(code);
        }
    }

    private String title() {
        String name = model.methodName().stringValue();
        if (name.startsWith("lambda$")) {
            return "lambda at line " + firstLine;
        }
        List<String> types = new ArrayList<>();
        for (ClassDesc parameter : model.methodTypeSymbol().parameterList()) {
            String shown = parameter.displayName();
            types.add(shown.substring(shown.lastIndexOf('$') + 1));
        }
        return name + "(" + String.join(", ", types) + ")";
    }

    private List<String> parameterNames() {
        List<String> names = new ArrayList<>();
        for (Variable variable : parameters()) {
            names.add(variable.name());
        }
        return names;
    }

    /** The parameters without {@code this}, as variables. */
    List<Variable> parameters() {
        List<Variable> parameters = new ArrayList<>();
        int slot = model.flags().has(AccessFlag.STATIC) ? 0 : 1;
        for (ClassDesc parameter : model.methodTypeSymbol().parameterList()) {
            Variable found = null;
            for (Variable variable : variables) {
                if (variable.slot() == slot && variable.from() == 0) {
                    found = variable;
                }
            }
            if (found != null || bare) {
                parameters.add(found != null ? found : new Variable(slot, "local" + slot, parameter, 0, 0));
            }
            slot += parameter.descriptorString().equals("J")
                            || parameter.descriptorString().equals("D")
                    ? 2
                    : 1;
        }
        return parameters;
    }

    /** The variable that a store which ends at an instruction writes; null if it has no name that the program gave. */
    @Nullable
    Variable written(int slot, int after, ClassDesc otherwise) {
        for (Variable variable : variables) {
            if (variable.slot() == slot && variable.from() <= after && after < variable.to()) {
                return variable;
            }
        }
        return bare ? new Variable(slot, "local" + slot, otherwise, 0, 0) : null;
    }

    /** Whether writes of a variable are recorded. */
    boolean writes(Variable variable) {
        return session.options.writes(variable.name()) && !ignored.contains(variable.name());
    }

    /** Whether what a variable holds is not to be recorded. */
    boolean ignores(Variable variable) {
        return ignored.contains(variable.name());
    }

    /** Whether what a field holds is not to be recorded. */
    boolean ignores(FieldInstruction field) {
        return session.sources.ignores(
                field.owner().asInternalName().replace('/', '.'), field.name().stringValue());
    }

    boolean handler(Label label) {
        return handlers.containsKey(label);
    }

    /** Whether what stands there may be run again after it failed: nothing may be woven in. */
    boolean silent(int at) {
        for (int[] range : silent) {
            if (at >= range[0] && at < range[1]) {
                return true;
            }
        }
        return false;
    }

    /** Finds the iterators of loops, which nobody else sees. */
    private void loops() {
        int at = 0;
        boolean iterator = false;
        for (CodeElement element : code) {
            if (element instanceof Instruction instruction) {
                int start = at;
                at += instruction.sizeInBytes();
                if (iterator
                        && element instanceof StoreInstruction store
                        && written(store.slot(), at, OBJECT) == null) {
                    passing.add(start);
                }
                iterator =
                        element instanceof InvokeInstruction call && call.name().equalsString("iterator");
            }
        }
    }

    /** Whether the call that ends there makes an iterator that only a loop sees. */
    boolean passing(int end) {
        return !entries && passing.contains(end);
    }

    /** Whether the class sets the values of a map's entries. */
    boolean entries() {
        return entries;
    }

    /** What a call may do to contents. */
    Effect effect(InvokeInstruction call) {
        return kin.effect(
                call.owner().asInternalName(),
                call.name().stringValue(),
                call.type().stringValue(),
                call.opcode() == Opcode.INVOKESTATIC);
    }

    /** Whether a handle leads to code that is not recorded and may change what it is given. */
    boolean changesUnseen(ClassDesc owner, String name, String descriptor) {
        return kin.changesUnseen(owner, name, descriptor);
    }

    boolean constructor() {
        return model.methodName().equalsString("<init>");
    }

    /** Whether anything is recorded: with variables alone, only in methods that write one of them. */
    boolean records() {
        if (session.options.lines()) {
            return true;
        }
        int at = 0;
        for (CodeElement element : code) {
            int end = element instanceof Instruction instruction ? at + instruction.sizeInBytes() : at;
            Variable variable = switch (element) {
                case StoreInstruction store ->
                    written(store.slot(), end, store.typeKind().upperBound());
                case IncrementInstruction more -> written(more.slot(), end, java.lang.constant.ConstantDescs.CD_int);
                default -> null;
            };
            boolean named = element instanceof InvokeInstruction call
                    && call.owner().asSymbol().equals(WATCH);
            if (named
                    || (session.contents() && changes(element))
                    || (variable != null && session.options.writes(variable.name()))) {
                return true;
            }
            at = end;
        }
        for (Variable parameter : parameters()) {
            if (!session.options.vars().isEmpty() && session.options.writes(parameter.name())) {
                return true;
            }
        }
        return false;
    }

    /** Whether an instruction may change an array, a collection or a field. */
    private boolean changes(CodeElement element) {
        return switch (element) {
            case ArrayStoreInstruction store -> true;
            case FieldInstruction field -> field.opcode() == Opcode.PUTFIELD;
            case InvokeInstruction call ->
                !(effect(call) instanceof Effect.Nothing)
                        && !(effect(call) instanceof Effect.Known(Change change) && change == Change.GET);
            default -> false;
        };
    }

    /** The number of a site, the same one when a method is woven again. */
    int site(Site.Is is, int line, @Nullable String name, char shape, @Nullable String owner) {
        return sites.computeIfAbsent(new Site(is, method, line, name, shape, owner), session.sites::site);
    }

    /** Says what a class without tables does not tell. */
    void notes() {
        if (firstLine == 0) {
            session.sites.note("The class " + type + " was compiled without lines in " + title()
                    + ": compile it with -g to see them.");
        } else if (bare && code.maxLocals() > (model.flags().has(AccessFlag.STATIC) ? 0 : 1)) {
            session.noteOnce("The class " + type
                    + " was compiled without the names of variables: they are called local1, local2, ... Compile it"
                    + " with -g to see them.");
        }
    }
}
