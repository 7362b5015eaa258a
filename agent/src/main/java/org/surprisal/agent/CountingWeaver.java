package org.surprisal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import org.jspecify.annotations.Nullable;
import org.surprisal.agent.Transformer.Detail;

/** Puts counting instructions into one method: at its entry, its lines and its ends. */
final class CountingWeaver implements CodeTransform {
    private static final ClassDesc COUNTER = ClassDesc.of("org.surprisal.agent.Counter");
    private static final ClassDesc RECORDER = ClassDesc.of("org.surprisal.agent.Recorder");

    private final Woven woven;
    private final Detail detail;

    private int counter;
    private int at;
    private int pending;
    private int suppressed;
    private boolean arrived;
    /** How many objects of a constructor's arguments are not made yet; -1 once its own is. */
    private int unmade;

    private @Nullable Label guarded;

    CountingWeaver(Woven woven, Detail detail) {
        this.woven = woven;
        this.detail = detail;
    }

    @Override
    public void atStart(CodeBuilder code) {
        at = 0;
        pending = 0;
        suppressed = 0;
        arrived = true;
        guarded = null;
        unmade = woven.constructor() ? 0 : -1;
        counter = code.allocateLocal(TypeKind.REFERENCE);
        code.loadConstant(woven.site(Site.Is.ENTER, woven.firstLine, null, 'V', null))
                .loadConstant(woven.method)
                .invokestatic(COUNTER, "enter", MethodTypeDesc.of(COUNTER, ConstantDescs.CD_int, ConstantDescs.CD_int))
                .astore(counter);
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
                .aload(counter)
                .loadConstant(woven.site(Site.Is.THROW, 0, null, 'L', null))
                .loadConstant(woven.method);
        call(code, "thrown", ConstantDescs.CD_int, ConstantDescs.CD_int);
        code.aload(thrown).athrow();
        code.exceptionCatchAll(guarded, end, end);
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
        switch (element) {
            case LabelTarget target -> {
                arrived = true;
                code.with(element);
            }
            case LineNumber number -> {
                if (number.line() != suppressed || arrived) {
                    pending = number.line();
                }
                code.with(element);
            }
            case Instruction instruction -> {
                boolean silent = woven.silent(at);
                if (!silent) {
                    line(code);
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

    private void line(CodeBuilder code) {
        if (pending == 0) {
            return;
        }
        if (detail == Detail.ALL) {
            code.aload(counter).loadConstant(woven.site(Site.Is.LINE, pending, null, 'V', null));
            call(code, "count", ConstantDescs.CD_int);
        }
        suppressed = pending;
        pending = 0;
        arrived = false;
    }

    private void instruction(CodeBuilder code, Instruction instruction) {
        switch (instruction) {
            case ReturnInstruction result -> {
                code.aload(counter).loadConstant(woven.method);
                call(code, "exit", ConstantDescs.CD_int);
                code.with(result);
            }
            case NewObjectInstruction made -> {
                unmade += unmade < 0 ? 0 : 1;
                code.with(made);
            }
            case InvokeInstruction called -> {
                ClassDesc owner = called.owner().asSymbol();
                if (Calls.ends(owner, called.name().stringValue(), called.type().stringValue())) {
                    code.dup()
                            .invokestatic(
                                    RECORDER, "ends", MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int));
                }
                code.with(called);
                if (unmade >= 0
                        && called.opcode() == Opcode.INVOKESPECIAL
                        && called.name().equalsString("<init>")) {
                    unmade--;
                    guard(code);
                }
            }
            default -> code.with(instruction);
        }
    }

    private static void call(CodeBuilder code, String name, ClassDesc... parameters) {
        code.invokevirtual(COUNTER, name, MethodTypeDesc.of(ConstantDescs.CD_void, parameters));
    }
}
