package org.surprisal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Weaves around calls that may change collections, arrays, maps and builders what records the changes. The receiver
 * stays on the stack where the program put it, and no frame is added to a stack trace.
 */
final class Changes {
    private static final ClassDesc AROUND = ClassDesc.of("org.surprisal.agent.Around");
    private static final ClassDesc RECORDER = ClassDesc.of("org.surprisal.agent.Recorder");

    private final Weaver weaver;
    private final CodeBuilder code;

    Changes(Weaver weaver, CodeBuilder code) {
        this.weaver = weaver;
        this.code = code;
    }

    void call(InvokeInstruction call) {
        boolean isStatic = call.opcode() == Opcode.INVOKESTATIC;
        String name = call.name().stringValue();
        boolean made = name.equals("<init>");
        Effect effect = weaver.woven().effect(call);
        if (weaver.woven().entries()
                && name.equals("next")
                && call.owner().asInternalName().equals("java/util/Iterator")) {
            // It may be an entry, which changes its map.
            effect = new Effect.View(false);
        }
        switch (effect) {
            case Effect.Known known when !isStatic -> known(call, known.change());
            case Effect.Copy copy -> copy(call);
            case Effect.View view -> view(call, view.ofArgument() || isStatic);
            case Effect.Any any -> lend(call, any.how(), any.receiver() && !isStatic && !made);
            default -> code.with(call);
        }
    }

    /** Stores the arguments, so that the receiver is on top of the stack; returns their locals. */
    private int[] store(List<ClassDesc> types) {
        int[] locals = new int[types.size()];
        for (int i = types.size() - 1; i >= 0; i--) {
            TypeKind kind = TypeKind.from(types.get(i)).asLoadable();
            locals[i] = weaver.local(code, "argument" + i, kind);
            code.storeLocal(kind, locals[i]);
        }
        return locals;
    }

    private void load(List<ClassDesc> types, int[] locals) {
        for (int i = 0; i < locals.length; i++) {
            code.loadLocal(TypeKind.from(types.get(i)).asLoadable(), locals[i]);
        }
    }

    private void known(InvokeInstruction call, Change change) {
        List<ClassDesc> types = call.typeSymbol().parameterList();
        int[] locals = store(types);
        int receiver = weaver.local(code, "receiver", TypeKind.REFERENCE);
        code.dup().astore(receiver);
        if (change != Change.APPEND) {
            code.aload(weaver.recorder()).aload(receiver);
            object(change == Change.ENTRY ? Integer.valueOf(locals[0]) : null);
            code.loadConstant(change.code());
            around("exactly", RECORDER, ConstantDescs.CD_Object, ConstantDescs.CD_Object, ConstantDescs.CD_int);
        }
        load(types, locals);
        code.with(call);
        TypeKind resultKind = TypeKind.from(call.typeSymbol().returnType());
        int returned = -1;
        if (resultKind == TypeKind.REFERENCE || resultKind == TypeKind.BOOLEAN) {
            returned = weaver.local(code, "result", resultKind.asLoadable());
            code.dup().storeLocal(resultKind.asLoadable(), returned);
        }
        Integer index = null;
        Integer first = null;
        Integer second = null;
        for (int i = 0; i < Math.min(2, types.size()); i++) {
            TypeKind kind = TypeKind.from(types.get(i));
            if (kind == TypeKind.INT) {
                index = locals[i];
            } else if (kind == TypeKind.REFERENCE && first == null) {
                first = locals[i];
            } else if (kind == TypeKind.REFERENCE) {
                second = locals[i];
            }
        }
        code.aload(weaver.recorder()).loadConstant(change.code()).aload(receiver);
        if (index == null) {
            code.loadConstant(-1);
        } else {
            code.iload(index);
        }
        object(first);
        object(second);
        if (resultKind == TypeKind.BOOLEAN) {
            code.iload(returned);
        } else {
            code.loadConstant(1);
        }
        object(resultKind == TypeKind.REFERENCE ? Integer.valueOf(returned) : null);
        around(
                "changed",
                RECORDER,
                ConstantDescs.CD_int,
                ConstantDescs.CD_Object,
                ConstantDescs.CD_int,
                ConstantDescs.CD_Object,
                ConstantDescs.CD_Object,
                ConstantDescs.CD_int,
                ConstantDescs.CD_Object);
    }

    private void object(@Nullable Integer local) {
        if (local == null) {
            code.aconst_null();
        } else {
            code.aload(local);
        }
    }

    /** {@code arraycopy}: the third argument, from the fourth on. */
    private void copy(InvokeInstruction call) {
        List<ClassDesc> types = call.typeSymbol().parameterList();
        int[] locals = store(types);
        code.aload(weaver.recorder()).aload(locals[0]).aload(locals[2]);
        around("copying", RECORDER, ConstantDescs.CD_Object, ConstantDescs.CD_Object);
        load(types, locals);
        code.with(call)
                .aload(weaver.recorder())
                .aload(locals[2])
                .iload(locals[3])
                .iload(locals[3])
                .iload(locals[4])
                .iadd();
        around("copied", RECORDER, ConstantDescs.CD_Object, ConstantDescs.CD_int, ConstantDescs.CD_int);
    }

    private void view(InvokeInstruction call, boolean ofArgument) {
        List<ClassDesc> types = call.typeSymbol().parameterList();
        if (TypeKind.from(call.typeSymbol().returnType()) != TypeKind.REFERENCE
                || weaver.passing()
                || (ofArgument && (types.isEmpty() || TypeKind.from(types.getFirst()) != TypeKind.REFERENCE))) {
            code.with(call);
            return;
        }
        int whole = weaver.local(code, "receiver", TypeKind.REFERENCE);
        int[] locals = store(types);
        if (ofArgument) {
            code.aload(locals[0]).astore(whole);
        } else {
            code.dup().astore(whole);
        }
        load(types, locals);
        int part = weaver.local(code, "result", TypeKind.REFERENCE);
        code.with(call).dup().astore(part);
        code.aload(weaver.recorder()).aload(part).aload(whole);
        around("view", RECORDER, ConstantDescs.CD_Object, ConstantDescs.CD_Object);
    }

    private void lend(InvokeInstruction call, int how, boolean receiver) {
        List<ClassDesc> types = call.typeSymbol().parameterList();
        boolean foreign = (how & Follow.KEPT) != 0;
        boolean runs = (how & Follow.RUNS) != 0 || weaver.orders();
        boolean holds = receiver && Effect.mayHold(call.owner().asSymbol().descriptorString());
        for (ClassDesc type : types) {
            holds |= Effect.mayHold(type.descriptorString());
        }
        if (!holds && !runs) {
            code.with(call);
            return;
        }
        int[] locals = store(types);
        if (receiver) {
            code.dup().aload(weaver.recorder()).swap().loadConstant(how & ~Follow.KEPT);
            around("lend", RECORDER, ConstantDescs.CD_Object, ConstantDescs.CD_int);
        }
        for (int i = 0; i < locals.length; i++) {
            if (Effect.mayHold(types.get(i).descriptorString())) {
                code.aload(weaver.recorder()).aload(locals[i]).loadConstant(how);
                around("lend", RECORDER, ConstantDescs.CD_Object, ConstantDescs.CD_int);
            }
        }
        if (runs) {
            code.aload(weaver.recorder());
            around("lendKept", RECORDER);
        }
        load(types, locals);
        code.with(call).aload(weaver.recorder()).loadConstant(weaver.line());
        around("back", RECORDER, ConstantDescs.CD_int);
        if (foreign && TypeKind.from(call.typeSymbol().returnType()) == TypeKind.REFERENCE) {
            code.dup().aload(weaver.recorder());
            around("got", ConstantDescs.CD_Object, RECORDER);
        }
    }

    /** What a lambda keeps whose code is not recorded, such as {@code list::add}, it may change later. */
    void made(InvokeDynamicInstruction call) {
        boolean unseen = false;
        for (ConstantDesc argument : call.bootstrapArgs()) {
            unseen |= argument instanceof DirectMethodHandleDesc handle
                    && weaver.woven().changesUnseen(handle.owner(), handle.methodName(), handle.lookupDescriptor());
        }
        List<ClassDesc> types = call.typeSymbol().parameterList();
        if (!unseen || types.isEmpty()) {
            code.with(call);
            return;
        }
        int[] locals = store(types);
        for (int i = 0; i < locals.length; i++) {
            if (TypeKind.from(types.get(i)) == TypeKind.REFERENCE) {
                code.aload(locals[i]).aload(weaver.recorder());
                around("got", ConstantDescs.CD_Object, RECORDER);
            }
        }
        load(types, locals);
        code.with(call);
    }

    private void around(String name, ClassDesc... parameters) {
        code.invokestatic(AROUND, name, MethodTypeDesc.of(ConstantDescs.CD_void, parameters));
    }
}
