package org.surprisal.fit.model;

import java.util.List;
import org.surprisal.fit.design.Design;
import org.surprisal.fit.design.OrthogonalPolynomials;
import org.surprisal.fit.design.Part;
import org.surprisal.fit.formula.Arithmetic;
import org.surprisal.fit.formula.Factor;
import org.surprisal.fit.formula.Function;
import org.surprisal.math.DoubleDouble;

/** Writes the numbers of a row in a language where each operation stands between parentheses. */
abstract sealed class Script permits ModelSql, ModelJava {
    /** A number. */
    abstract String number(double value);

    /** The number in a column. */
    abstract String column(String name);

    /** A function of a number. */
    abstract String call(Function function, String of);

    /** A power. */
    abstract String power(String base, String exponent);

    /** A quotient. */
    String quotient(String a, String b) {
        return "(" + a + " / " + b + ")";
    }

    final String write(Arithmetic arithmetic) {
        return switch (arithmetic) {
            case Arithmetic.Constant constant -> number(constant.value());
            case Arithmetic.Name name -> column(name.column());
            case Arithmetic.Negative negative -> "(-" + write(negative.of()) + ")";
            case Arithmetic.Call call -> call(call.function(), write(call.of()));
            case Arithmetic.Operation operation -> {
                String left = write(operation.left());
                String right = write(operation.right());
                yield switch (operation.symbol()) {
                    case '^' -> power(left, right);
                    case '/' -> quotient(left, right);
                    default -> "(" + left + " " + operation.symbol() + " " + right + ")";
                };
            }
        };
    }

    final String write(Part.Piece piece, Design design) {
        return switch (piece.factor()) {
            case Factor.Plain plain -> column(plain.column());
            case Factor.Computed computed -> write(computed.arithmetic());
            case Factor.Polynomial polynomial
            when polynomial.raw() ->
                piece.degree() == 1 ? write(polynomial.of()) : power(write(polynomial.of()), number(piece.degree()));
            case Factor.Polynomial polynomial -> {
                OrthogonalPolynomials basis = design.facts().polynomials().get(polynomial.toString());
                yield basis == null ? number(Double.NaN) : horner(basis, piece.degree(), write(polynomial.of()));
            }
            case Factor.Category category ->
                throw new IllegalStateException(category + " is a category, and no number of a row");
        };
    }

    /** The powers of x less its mean, which lose less than those of x. */
    private String horner(OrthogonalPolynomials basis, int degree, String x) {
        double centre = basis.shift()[0];
        DoubleDouble[] before = {};
        DoubleDouble[] now = {DoubleDouble.of(1)};
        for (int k = 0; k < degree; k++) {
            DoubleDouble[] next = new DoubleDouble[k + 2];
            DoubleDouble shift = DoubleDouble.of(centre).minus(DoubleDouble.of(basis.shift()[k]));
            for (int j = 0; j < next.length; j++) {
                DoubleDouble sum = j > 0 ? now[j - 1] : DoubleDouble.of(0);
                sum = j < now.length ? sum.plus(now[j].times(shift)) : sum;
                next[j] = j < before.length ? sum.minus(before[j].times(basis.ratio()[k])) : sum;
            }
            before = now;
            now = next;
        }
        double norm = basis.norm()[degree];
        String t = "(" + x + " - " + number(centre) + ")";
        String text = number(now[degree].dividedBy(norm).value());
        for (int j = degree - 1; j >= 0; j--) {
            text = "(" + text + " * " + t + " + "
                    + number(now[j].dividedBy(norm).value()) + ")";
        }
        return text;
    }

    /** A product of the numbers of a part; empty where there are none. */
    final String product(List<Part.Piece> pieces, Design design) {
        StringBuilder text = new StringBuilder();
        for (Part.Piece piece : pieces) {
            text.append(text.isEmpty() ? "" : " * ").append(write(piece, design));
        }
        return text.toString();
    }
}
