package org.surprisal.agent;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds which variables are indexes of which containers, by following names through the operand stack. */
final class Relations {
    private static final Set<String> KEYED =
            Set.of("get", "set", "charAt", "put", "containsKey", "getOrDefault", "remove", "setCharAt");

    private final Woven woven;
    private final Deque<Term> stack = new ArrayDeque<>();
    private final Set<String> known = new HashSet<>();
    private int line;

    /** What an operand is: a name and what was added to it, or a constant if there is no name, or nothing known. */
    private record Term(@Nullable String name, @Nullable Integer added) {
        static final Term NOTHING = new Term(null, null);
    }

    Relations(Woven woven) {
        this.woven = woven;
    }

    void find(Iterable<CodeElement> code) {
        int at = 0;
        for (CodeElement element : code) {
            if (element instanceof LineNumber number) {
                line = number.line();
            } else if (element instanceof Instruction instruction) {
                follow(instruction, at);
                at += instruction.sizeInBytes();
            }
        }
    }

    private Term pop() {
        Term top = stack.pollLast();
        return top == null ? Term.NOTHING : top;
    }

    private void push(@Nullable String name, @Nullable Integer added) {
        stack.addLast(new Term(name, added));
    }

    private void follow(Instruction instruction, int at) {
        switch (instruction) {
            case LoadInstruction load -> {
                Woven.Variable variable =
                        woven.written(load.slot(), at, load.typeKind().upperBound());
                push(variable == null ? null : variable.name(), variable == null ? null : Integer.valueOf(0));
            }
            case ConstantInstruction constant ->
                push(null, constant.constantValue() instanceof Integer number ? number : null);
            case FieldInstruction field
            when field.opcode() == Opcode.GETSTATIC -> push(field.name().stringValue(), 0);
            case FieldInstruction field
            when field.opcode() == Opcode.GETFIELD -> {
                pop();
                push(field.name().stringValue(), 0);
            }
            case OperatorInstruction operator -> operate(operator);
            case ArrayLoadInstruction load -> {
                Term index = pop();
                relate(pop(), index);
                push(null, null);
            }
            case ArrayStoreInstruction store -> {
                pop();
                Term index = pop();
                relate(pop(), index);
            }
            case InvokeInstruction call -> call(call);
            case TypeCheckInstruction check when check.opcode() == Opcode.CHECKCAST -> {}
            default -> stack.clear();
        }
    }

    private void operate(OperatorInstruction operator) {
        Opcode opcode = operator.opcode();
        if (opcode == Opcode.ARRAYLENGTH || opcode.name().endsWith("NEG")) {
            pop();
            push(null, null);
            return;
        }
        Term right = pop();
        Term left = pop();
        Integer a = left.added();
        Integer b = right.added();
        if (opcode == Opcode.IADD && a != null && b != null && (left.name() == null || right.name() == null)) {
            push(left.name() == null ? right.name() : left.name(), a + b);
        } else if (opcode == Opcode.ISUB && a != null && b != null && right.name() == null) {
            push(left.name(), a - b);
        } else {
            String name = left.name() == null ? right.name() : right.name() == null ? left.name() : null;
            push(name, null);
        }
    }

    private void call(InvokeInstruction call) {
        int count = call.typeSymbol().parameterCount();
        Term first = Term.NOTHING;
        for (int i = 0; i < count; i++) {
            first = pop();
        }
        boolean isStatic = call.opcode() == Opcode.INVOKESTATIC;
        boolean boxes = isStatic && call.name().equalsString("valueOf") && count == 1;
        if (!isStatic) {
            Term receiver = pop();
            String owner = call.owner().asInternalName();
            if (count > 0
                    && KEYED.contains(call.name().stringValue())
                    && (owner.startsWith("java/util/") || owner.startsWith("java/lang/"))) {
                relate(receiver, first);
            }
        }
        if (TypeKind.from(call.typeSymbol().returnType()) != TypeKind.VOID) {
            stack.addLast(boxes ? first : Term.NOTHING);
        }
    }

    private void relate(Term container, Term index) {
        if (container.name() != null
                && index.name() != null
                && known.add(line + " " + container.name() + " " + index.name() + " " + index.added())) {
            woven.session.sites.relation(woven.method, line, container.name(), index.name(), index.added());
        }
    }
}
