package org.surprisal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.agent.Transformer.Detail;

/**
 * Puts recording instructions into one method. Every instruction of the program stays, with its operands where they
 * came from, so that exceptions and their texts stay too; what is recorded is copied into fresh locals first.
 */
final class Weaver implements CodeTransform {
    private static final ClassDesc RECORDER = ClassDesc.of("org.surprisal.agent.Recorder");
    private static final ClassDesc WATCH = ClassDesc.of("org.surprisal.agent.Watch");

    private final Woven woven;
    private final Detail detail;
    private final Map<String, Integer> spare = new HashMap<>();

    private int recorder;
    private int depth;
    private int at;
    private int line;
    private int pending;
    private int suppressed;
    private boolean arrived;
    private boolean caught;
    /** How many objects of a constructor's arguments are not made yet; -1 once its own is. */
    private int unmade;

    private boolean orders;
    private @Nullable Label guarded;

    Weaver(Woven woven, Detail detail) {
        this.woven = woven;
        this.detail = detail;
    }

    @Override
    public void atStart(CodeBuilder code) {
        spare.clear();
        at = 0;
        line = woven.firstLine;
        pending = 0;
        suppressed = 0;
        arrived = true;
        caught = false;
        guarded = null;
        unmade = woven.constructor() ? 0 : -1;
        recorder = code.allocateLocal(TypeKind.REFERENCE);
        depth = code.allocateLocal(TypeKind.INT);
        code.loadConstant(woven.site(Site.Is.ENTER, line, null, 'V', null))
                .loadConstant(woven.method)
                .invokestatic(
                        RECORDER,
                        woven.session.options.every() > 1 ? "sample" : "enter",
                        MethodTypeDesc.of(RECORDER, ConstantDescs.CD_int, ConstantDescs.CD_int))
                .astore(recorder)
                .aload(recorder)
                .invokevirtual(RECORDER, "depth", MethodTypeDesc.of(ConstantDescs.CD_int))
                .istore(depth);
        if (woven.session
                .options
                .trigger()
                .equals("method " + woven.model.methodName().stringValue())) {
            code.aload(recorder);
            call(code, "begun");
        }
        for (Woven.Variable parameter : woven.parameters()) {
            write(code, parameter);
        }
        guard(code);
    }

    private void guard(CodeBuilder code) {
        if (unmade < 0 && guarded == null) {
            guarded = code.newBoundLabel();
        }
    }

    @Override
    public void atEnd(CodeBuilder code) {
        if (guarded == null) {
            return;
        }
        Label end = code.newBoundLabel();
        int thrown = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(thrown)
                .aload(recorder)
                .loadConstant(woven.site(Site.Is.THROW, 0, null, 'L', null))
                .iload(depth)
                .aload(thrown);
        call(code, "thrown", ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_Throwable);
        code.aload(thrown).athrow();
        code.exceptionCatchAll(guarded, end, end);
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
        switch (element) {
            case LabelTarget target -> {
                arrived = true;
                caught |= woven.handler(target.label());
                code.with(element);
            }
            case LineNumber number -> {
                if (number.line() != suppressed || arrived) {
                    pending = number.line();
                }
                line = number.line();
                code.with(element);
            }
            case Instruction instruction -> {
                boolean silent = woven.silent(at);
                if (!silent) {
                    before(code);
                }
                at += instruction.sizeInBytes();
                if (silent) {
                    code.with(element);
                } else {
                    instruction(code, instruction);
                }
            }
            default -> code.with(element);
        }
    }

    private void before(CodeBuilder code) {
        if (caught) {
            caught = false;
            code.aload(recorder).iload(depth);
            call(code, "caught", ConstantDescs.CD_int);
        }
        if (pending != 0) {
            if (detail == Detail.ALL && woven.session.options.lines()) {
                code.aload(recorder).loadConstant(woven.site(Site.Is.LINE, pending, null, 'V', null));
                call(code, "line", ConstantDescs.CD_int);
            }
            suppressed = pending;
            pending = 0;
            arrived = false;
        }
    }

    private void instruction(CodeBuilder code, Instruction instruction) {
        boolean values = woven.session.options.values();
        boolean contents = woven.session.contents();
        switch (instruction) {
            case StoreInstruction store -> {
                code.with(store);
                written(code, store.slot(), store.typeKind().upperBound());
            }
            case IncrementInstruction more -> {
                code.with(more);
                written(code, more.slot(), ConstantDescs.CD_int);
            }
            case ArrayStoreInstruction store when contents -> element(code, store);
            case FieldInstruction field
            when contents
                    && (field.opcode() == Opcode.PUTFIELD || field.opcode() == Opcode.PUTSTATIC)
                    && woven.ignores(field) -> hidden(code, field);
            case FieldInstruction field when contents && field.opcode() == Opcode.PUTFIELD -> field(code, field);
            case FieldInstruction field when values && field.opcode() == Opcode.PUTSTATIC -> staticField(code, field);
            case ReturnInstruction result -> exit(code, result);
            case MonitorInstruction monitor -> {
                if (monitor.opcode() == Opcode.MONITOREXIT) {
                    order(code);
                }
                code.with(monitor);
                if (monitor.opcode() == Opcode.MONITORENTER) {
                    order(code);
                }
            }
            case NewObjectInstruction made -> {
                unmade += unmade < 0 ? 0 : 1;
                code.with(made);
            }
            case InvokeInstruction call -> invoke(code, call);
            case InvokeDynamicInstruction call when contents && unmade < 0 -> new Changes(this, code).made(call);
            default -> code.with(instruction);
        }
    }

    private void invoke(CodeBuilder code, InvokeInstruction call) {
        ClassDesc owner = call.owner().asSymbol();
        if (!woven.session.options.lines() && owner.equals(WATCH)) {
            code.aload(recorder).loadConstant(woven.site(Site.Is.HERE, line, null, 'V', null));
            call(code, "line", ConstantDescs.CD_int);
        }
        if (Calls.ends(owner, call.name().stringValue(), call.type().stringValue())) {
            code.dup().invokestatic(RECORDER, "ends", MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int));
        }
        orders = Calls.orders(owner, call.name().stringValue());
        if (orders) {
            order(code);
        }
        if (unmade < 0 && woven.session.contents()) {
            new Changes(this, code).call(call);
        } else {
            code.with(call);
        }
        if (orders) {
            order(code);
        }
        if (unmade >= 0 && call.opcode() == Opcode.INVOKESPECIAL && call.name().equalsString("<init>")) {
            unmade--;
            guard(code);
        }
    }

    private void order(CodeBuilder code) {
        code.aload(recorder);
        call(code, "order");
    }

    private void written(CodeBuilder code, int slot, ClassDesc otherwise) {
        Woven.Variable variable = woven.written(slot, at, otherwise);
        if (variable != null) {
            write(code, variable);
        }
    }

    private void write(CodeBuilder code, Woven.Variable variable) {
        char shape = shape(variable.type());
        if (woven.ignores(variable)) {
            if (shape == 'L' && woven.session.contents()) {
                code.aload(recorder).aload(variable.slot());
                call(code, "hide", ConstantDescs.CD_Object);
            }
            return;
        }
        if (!woven.writes(variable)) {
            return;
        }
        code.aload(recorder)
                .loadConstant(woven.site(Site.Is.WRITE, line, variable.name(), shape, null))
                .loadLocal(TypeKind.from(variable.type()), variable.slot());
        record(code, "write", shape, ConstantDescs.CD_int);
        Condition condition = woven.session.condition;
        if (condition != null && condition.names(variable.name()) && shape != 'L' && shape != 'Z') {
            code.aload(recorder).loadLocal(TypeKind.from(variable.type()), variable.slot());
            switch (shape) {
                case 'J' -> code.l2d();
                case 'F' -> code.f2d();
                case 'D' -> {}
                default -> code.i2d();
            }
            call(code, "check", ConstantDescs.CD_double);
        }
    }

    private void element(CodeBuilder code, ArrayStoreInstruction store) {
        boolean bits = store.opcode() == Opcode.BASTORE;
        char shape = switch (store.opcode()) {
            case LASTORE -> 'J';
            case FASTORE -> 'F';
            case DASTORE -> 'D';
            case CASTORE -> 'C';
            case AASTORE, BASTORE -> 'L';
            default -> 'I';
        };
        TypeKind kind = store.typeKind().asLoadable();
        int value = local(code, "value", kind);
        int index = local(code, "index", TypeKind.INT);
        int array = local(code, "array", TypeKind.REFERENCE);
        code.storeLocal(kind, value)
                .dup2()
                .istore(index)
                .astore(array)
                .loadLocal(kind, value)
                .with(store);
        Label skip = unlessFollowed(code, array);
        code.aload(recorder)
                .loadConstant(woven.site(Site.Is.ELEMENT, line, null, shape, null))
                .aload(array)
                .iload(index)
                .loadLocal(kind, value);
        record(
                code,
                bits ? "bits" : "element",
                bits ? 'I' : shape,
                ConstantDescs.CD_int,
                ConstantDescs.CD_Object,
                ConstantDescs.CD_int);
        bind(code, skip);
    }

    /** A field that is not to be recorded: nor is what it refers to. */
    private void hidden(CodeBuilder code, FieldInstruction field) {
        if (shape(field.typeSymbol()) == 'L') {
            int value = local(code, "value", TypeKind.REFERENCE);
            code.dup().astore(value).aload(recorder).aload(value);
            call(code, "hide", ConstantDescs.CD_Object);
        }
        code.with(field);
    }

    private void field(CodeBuilder code, FieldInstruction field) {
        if (unmade >= 0 || field.name().stringValue().indexOf('$') >= 0) {
            code.with(field);
            return;
        }
        char shape = shape(field.typeSymbol());
        TypeKind kind = TypeKind.from(field.typeSymbol()).asLoadable();
        int value = local(code, "value", kind);
        int object = local(code, "array", TypeKind.REFERENCE);
        code.storeLocal(kind, value).dup().astore(object).loadLocal(kind, value).with(field);
        Label skip = unlessFollowed(code, object);
        code.aload(recorder)
                .loadConstant(woven.site(Site.Is.FIELD, line, field.name().stringValue(), shape, null))
                .aload(object)
                .loadLocal(kind, value);
        record(code, "field", shape, ConstantDescs.CD_int, ConstantDescs.CD_Object);
        bind(code, skip);
    }

    private void staticField(CodeBuilder code, FieldInstruction field) {
        if (field.name().stringValue().indexOf('$') >= 0) {
            code.with(field);
            return;
        }
        char shape = shape(field.typeSymbol());
        TypeKind kind = TypeKind.from(field.typeSymbol()).asLoadable();
        int value = local(code, "value", kind);
        String owner = field.owner().asInternalName().replace('/', '.');
        code.storeLocal(kind, value)
                .loadLocal(kind, value)
                .with(field)
                .aload(recorder)
                .loadConstant(woven.site(Site.Is.STATIC, line, field.name().stringValue(), shape, owner))
                .loadLocal(kind, value);
        record(code, "write", shape, ConstantDescs.CD_int);
    }

    private void exit(CodeBuilder code, ReturnInstruction result) {
        char shape = shape(woven.model.methodTypeSymbol().returnType());
        int site = woven.site(Site.Is.EXIT, line, null, woven.session.options.values() ? shape : 'V', null);
        if (shape == 'V' || !woven.session.options.values()) {
            code.aload(recorder).loadConstant(site);
            call(code, "line", ConstantDescs.CD_int);
            code.aload(recorder);
            call(code, "left");
        } else {
            int value = local(code, "value", result.typeKind());
            code.storeLocal(result.typeKind(), value)
                    .aload(recorder)
                    .loadConstant(site)
                    .loadLocal(result.typeKind(), value);
            record(code, "write", shape, ConstantDescs.CD_int);
            code.aload(recorder);
            call(code, "left");
            code.loadLocal(result.typeKind(), value);
        }
        code.with(result);
    }

    /** A fresh local of a purpose and kind; the same one each time, since nothing lives in it for long. */
    int local(CodeBuilder code, String purpose, TypeKind kind) {
        return spare.computeIfAbsent(purpose + kind, key -> code.allocateLocal(kind));
    }

    int recorder() {
        return recorder;
    }

    int line() {
        return line;
    }

    Woven woven() {
        return woven;
    }

    /** Whether threads wait for each other in the call at hand. */
    boolean orders() {
        return orders;
    }

    /** Whether the call at hand makes an iterator that only a loop sees. */
    boolean passing() {
        return woven.passing(at);
    }

    /** Skips what follows if an object is not followed, where not all are. */
    private @Nullable Label unlessFollowed(CodeBuilder code, int object) {
        if (woven.session.options.values()) {
            return null;
        }
        Label skip = code.newLabel();
        code.aload(recorder)
                .aload(object)
                .invokevirtual(
                        RECORDER, "follows", MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object))
                .ifeq(skip);
        return skip;
    }

    private static void bind(CodeBuilder code, @Nullable Label label) {
        if (label != null) {
            code.labelBinding(label);
        }
    }

    static void call(CodeBuilder code, String name, ClassDesc... parameters) {
        code.invokevirtual(RECORDER, name, MethodTypeDesc.of(ConstantDescs.CD_void, parameters));
    }

    /** Calls what records the value on top of the stack, of numbers that are not whole their bits. */
    private static void record(CodeBuilder code, String name, char shape, ClassDesc... before) {
        ClassDesc[] parameters = Arrays.copyOf(before, before.length + 1);
        switch (shape) {
            case 'F' ->
                code.invokestatic(
                        ConstantDescs.CD_Float,
                        "floatToRawIntBits",
                        MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_float));
            case 'D' ->
                code.invokestatic(
                        ConstantDescs.CD_Double,
                        "doubleToRawLongBits",
                        MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_double));
            default -> {}
        }
        parameters[before.length] = passed(shape);
        call(code, name, parameters);
    }

    private static char shape(ClassDesc type) {
        char first = type.descriptorString().charAt(0);
        return switch (first) {
            case 'B', 'S' -> 'I';
            case '[' -> 'L';
            default -> first;
        };
    }

    private static ClassDesc passed(char shape) {
        return switch (shape) {
            case 'J', 'D' -> ConstantDescs.CD_long;
            case 'L' -> ConstantDescs.CD_Object;
            default -> ConstantDescs.CD_int;
        };
    }
}
