package org.surprisal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Weaves into calls that change collections and arrays what records the change after they succeeded. The receiver stays
 * on the stack where the program put it, and no frame is added to a stack trace.
 */
final class Changes {
    private final Weaver weaver;
    private final CodeBuilder code;

    Changes(Weaver weaver, CodeBuilder code) {
        this.weaver = weaver;
        this.code = code;
    }

    void call(InvokeInstruction call) {
        boolean isStatic = call.opcode() == Opcode.INVOKESTATIC;
        Change change = call.opcode() == Opcode.INVOKESPECIAL
                ? null
                : Change.of(
                        call.owner().asSymbol(),
                        call.name().stringValue(),
                        call.type().stringValue(),
                        isStatic);
        if (change == null) {
            if (weaver.woven().iterators() && call.name().stringValue().endsWith("terator") && !isStatic) {
                iterator(call);
            } else {
                code.with(call);
            }
            return;
        }
        List<ClassDesc> types = call.typeSymbol().parameterList();
        int[] locals = new int[types.size()];
        for (int i = types.size() - 1; i >= 0; i--) {
            TypeKind kind = TypeKind.from(types.get(i)).asLoadable();
            locals[i] = weaver.local(code, "argument" + i, kind);
            code.storeLocal(kind, locals[i]);
        }
        int receiver = -1;
        if (!isStatic) {
            receiver = weaver.local(code, "receiver", TypeKind.REFERENCE);
            code.dup().astore(receiver);
        }
        for (int i = 0; i < types.size(); i++) {
            code.loadLocal(TypeKind.from(types.get(i)).asLoadable(), locals[i]);
        }
        code.with(call);
        ClassDesc result = call.typeSymbol().returnType();
        TypeKind resultKind = TypeKind.from(result);
        int returned = -1;
        if (resultKind == TypeKind.REFERENCE || resultKind == TypeKind.BOOLEAN) {
            returned = weaver.local(code, "result", resultKind.asLoadable());
            code.dup().storeLocal(resultKind.asLoadable(), returned);
        }
        record(change, types, locals, receiver, resultKind, returned);
    }

    private void record(
            Change change, List<ClassDesc> types, int[] locals, int receiver, TypeKind resultKind, int returned) {
        code.aload(weaver.recorder()).loadConstant(change.code());
        if (change == Change.COPY && types.size() > 2) {
            // The target and its range: of arraycopy the third argument, of getChars too.
            int from = receiver < 0 ? locals[3] : -1;
            code.aload(locals[2]);
            if (from >= 0) {
                code.iload(from).iload(from).iload(locals[4]).iadd();
            } else {
                code.loadConstant(0).loadConstant(Integer.MAX_VALUE);
            }
            Weaver.call(
                    code,
                    "copied",
                    ConstantDescs.CD_int,
                    ConstantDescs.CD_Object,
                    ConstantDescs.CD_int,
                    ConstantDescs.CD_int);
            return;
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
        object(receiver >= 0 ? Integer.valueOf(receiver) : null);
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
        Weaver.call(
                code,
                "changed",
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

    /** Remembers whose iterator it is, in methods that remove by one. */
    private void iterator(InvokeInstruction call) {
        if (!call.typeSymbol().parameterList().isEmpty()
                || TypeKind.from(call.typeSymbol().returnType()) != TypeKind.REFERENCE) {
            code.with(call);
            return;
        }
        int receiver = weaver.local(code, "receiver", TypeKind.REFERENCE);
        int result = weaver.local(code, "result", TypeKind.REFERENCE);
        code.dup().astore(receiver).with(call).dup().astore(result);
        code.aload(weaver.recorder()).aload(result).aload(receiver);
        Weaver.call(code, "view", ConstantDescs.CD_Object, ConstantDescs.CD_Object);
    }
}
