package org.surprisal.loss.expr;

/** A name that stands for something given from outside. */
public final class Symbol implements Expr {
    /** What a symbol stands for. */
    public enum Role {
        /** What happened. */
        TARGET,
        /** What was forecast. */
        PREDICTION,
        /** A number that the formula leaves open. */
        PARAMETER,
        /** The number of classes. */
        CLASSES,
        /** The vector that a Hessian is multiplied with. */
        DIRECTION,
        /** The index of the true class, in programs. */
        LABEL,
        /** What was forecast for the true class, in programs that need no more of a forecast. */
        PICKED
    }

    private final int id;
    private final String name;
    private final Role role;
    private final boolean perClass;

    Symbol(int id, String name, Role role, boolean perClass) {
        this.id = id;
        this.name = name;
        this.role = role;
        this.perClass = perClass;
    }

    /**
     * The name in formulas.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * What it stands for.
     *
     * @return the role
     */
    public Role role() {
        return role;
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
        return name;
    }
}
