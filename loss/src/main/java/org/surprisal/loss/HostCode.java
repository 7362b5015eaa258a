package org.surprisal.loss;

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
     * @return source code, complete; the defaults of the parameters are their values in {@code loss}
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
        String title = loss.toString().equals(loss.formula()) ? loss.formula() : loss + ": " + loss.formula();
        return host.write(new Source(
                title,
                name.toLowerCase(Locale.ROOT),
                loss.target().name(),
                loss.prediction().name(),
                loss.perClass(),
                loss.parameters().stream()
                        .map(parameter -> new Source.Parameter(parameter.name(), parameter.value()))
                        .toList(),
                loss.value(),
                loss.computedGradient(),
                hessian(loss)));
    }

    private static @Nullable Expr hessian(Loss loss) {
        try {
            return loss.computedHessian();
        } catch (FormulaException noClosedForm) {
            return null;
        }
    }
}
