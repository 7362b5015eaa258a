package org.surprisal.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.host.Host;
import org.surprisal.loss.host.Source;

/** A loss as source code of other hosts: databases, Java, Python libraries. */
public final class HostCode {
    private HostCode() {}

    /**
     * Writes a loss under its own name.
     *
     * @param loss the loss
     * @param host where it goes
     * @return source code, complete; the defaults of the parameters are their values in {@code loss}, and those that
     *     come with the rows are further arguments after the prediction
     * @throws FormulaException if an operation of the loss cannot be said there
     */
    public static String of(Loss loss, Host host) {
        boolean named = loss.name().matches("[A-Za-z_][A-Za-z0-9_]*");
        return of(loss, host, named ? loss.name() : "custom_loss");
    }

    /**
     * Writes a loss.
     *
     * @param loss the loss
     * @param host where it goes
     * @param name what the functions are called in SQL, and the class in Java, in upper camel case
     * @return source code, complete; the defaults of the parameters are their values in {@code loss}
     * @throws FormulaException if an operation of the loss cannot be said there
     * @throws IllegalArgumentException if the name is no identifier of letters, digits and underscores
     */
    public static String of(Loss loss, Host host, String name) {
        if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("a name of a function is made of letters, digits and underscores and"
                    + " begins with a letter, unlike '" + name + "'");
        }
        String title = loss.name().equals(loss.formula()) ? loss.toString() : loss + ": " + loss.formula();
        return host.write(new Source(
                title,
                name.toLowerCase(Locale.ROOT),
                loss.target().name(),
                loss.prediction().name(),
                loss.perClass(),
                parameters(loss),
                loss.value(),
                loss.derivatives().all().stream()
                        .map(variables -> derivative(loss.derivatives(), variables))
                        .toList()));
    }

    /** What each row has its own value of, then what has a default. */
    private static List<Source.Parameter> parameters(Loss loss) {
        List<Source.Parameter> all = new ArrayList<>();
        loss.columns().forEach(name -> all.add(new Source.Parameter(name, false, List.of())));
        for (Parameter parameter : loss.parameters()) {
            List<Double> numbers = loss.numbers(parameter.name());
            if (!numbers.isEmpty()) {
                all.add(new Source.Parameter(parameter.name(), loss.hasNumbersOfClasses(parameter.name()), numbers));
            }
        }
        return all;
    }

    private static Source.Derivative derivative(Derivatives derivatives, List<String> variables) {
        @Nullable Expr expr;
        try {
            expr = derivatives.computed(variables);
        } catch (FormulaException noClosedForm) {
            if (variables.size() == 1) {
                throw noClosedForm;
            }
            expr = null;
        }
        return new Source.Derivative(derivatives.name(variables), variables, derivatives.perClass(variables), expr);
    }
}
