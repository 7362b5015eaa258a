package org.surprisal.loss.expr;

/** A number. May be infinite (a parameter can be), never NaN. */
public final class Num implements Expr {
    private final int id;
    private final double value;

    Num(int id, double value) {
        this.id = id;
        this.value = value;
    }

    /**
     * The number.
     *
     * @return its value
     */
    public double value() {
        return value;
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public boolean perClass() {
        return false;
    }

    /**
     * Whether an expression is a certain number.
     *
     * @param expr the expression
     * @param value the number
     * @return true if it is
     */
    public static boolean is(Expr expr, double value) {
        return expr instanceof Num num && num.value == value;
    }

    @Override
    public String toString() {
        return Printer.print(this);
    }
}
