package org.surprisal.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Latex;
import org.surprisal.loss.textbook.Textbook;

/**
 * The derivatives of a loss with respect to all that it predicts, as expressions: a gradient for each of its
 * {@link Loss#predictions}, and a second derivative for each two of them.
 *
 * <p>Derivatives are told apart by what they are taken in: a list of one name, or of two, in the order of the
 * predictions. Safe for any thread.
 */
public final class Derivatives {
    private final Loss loss;

    Derivatives(Loss loss) {
        this.loss = loss;
    }

    /**
     * What derivatives there are.
     *
     * @return a list of one name for each gradient, then one of two for each second derivative; those of the prediction
     *     itself come first
     */
    public List<List<String>> all() {
        List<String> names = loss.predictions();
        List<List<String>> all = new ArrayList<>();
        names.forEach(name -> all.add(List.of(name)));
        for (int i = 0; i < names.size(); i++) {
            for (int j = i; j < names.size(); j++) {
                all.add(List.of(names.get(i), names.get(j)));
            }
        }
        return all;
    }

    /**
     * What a derivative is called where it needs a name of its own.
     *
     * @param variables what it is taken in
     * @return {@code gradient} and {@code hessian} of the prediction itself; otherwise {@code gradient_sigma},
     *     {@code hessian_sigma} or {@code hessian_p_sigma}
     */
    public String name(List<String> variables) {
        String kind = variables.size() == 1 ? "gradient" : "hessian";
        String prediction = loss.prediction().name();
        return variables.stream().allMatch(prediction::equals)
                ? kind
                : variables.stream().distinct().collect(Collectors.joining("_", kind + "_", ""));
    }

    /**
     * What a derivative is called in LaTeX.
     *
     * @param variables what it is taken in
     * @return such as {@code \frac{\partial \ell}{\partial p}}
     */
    public String latex(List<String> variables) {
        List<String> below = variables.stream()
                .map(name -> "\\partial " + Latex.name(name, perClass(List.of(name))))
                .toList();
        boolean twice = variables.size() == 2 && variables.get(0).equals(variables.get(1));
        return "\\frac{\\partial" + (variables.size() == 2 ? "^2" : "") + " \\ell}{"
                + (twice ? below.get(0) + "^2" : String.join(" \\, ", below)) + "}";
    }

    /**
     * Whether a derivative of this loss has one value for each class of a row.
     *
     * @param variables what it is taken in
     * @return true if this is a class loss and its prediction is one of them
     */
    public boolean perClass(List<String> variables) {
        return loss.perClass() && variables.contains(loss.prediction().name());
    }

    /**
     * A derivative as a textbook would write it.
     *
     * @param variables what it is taken in
     * @return the expression, to be read; of a class loss twice in its prediction the diagonal
     * @throws FormulaException if it has no closed form
     */
    public Expr shown(List<String> variables) {
        return Textbook.of(computed(variables));
    }

    /**
     * A derivative as it is computed: equal to what {@link #shown} has, but with nothing that cancels.
     *
     * @param variables what it is taken in
     * @return the expression
     * @throws FormulaException if it has no closed form
     */
    public Expr computed(List<String> variables) {
        return variables.size() == 1
                ? loss.formulas().gradient(variables.get(0))
                : loss.formulas().hessian(variables.get(0), variables.get(1));
    }
}
