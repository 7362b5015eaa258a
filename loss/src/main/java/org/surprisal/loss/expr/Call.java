package org.surprisal.loss.expr;

import java.util.List;

/** An operation applied to arguments. */
public final class Call implements Expr {
    private final int id;
    private final Operation operation;
    private final List<Expr> arguments;
    private final boolean perClass;

    Call(int id, Operation operation, List<Expr> arguments) {
        this.id = id;
        this.operation = operation;
        this.arguments = arguments;
        this.perClass = switch (operation) {
            case Elementwise anywhere -> arguments.stream().anyMatch(Expr::perClass);
            case OverClasses over -> !over.reduces();
        };
    }

    /**
     * What is done.
     *
     * @return the operation
     */
    public Operation operation() {
        return operation;
    }

    /**
     * What it is done to.
     *
     * @return as many as the operation takes
     */
    public List<Expr> arguments() {
        return arguments;
    }

    /**
     * One argument.
     *
     * @param i its index
     * @return the argument
     */
    public Expr argument(int i) {
        return arguments.get(i);
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public boolean perClass() {
        return perClass;
    }

    @Override
    public String toString() {
        return Printer.print(this);
    }
}
