package org.surprisal.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Printer;
import org.surprisal.loss.parse.Faults;

/**
 * What is written down about a loss; everything else follows from it.
 *
 * @param name its name
 * @param target the target
 * @param prediction the prediction
 * @param parameters what the formula leaves open
 * @param formula the loss of a row
 * @param gradient a better form of the derived gradient, or null
 * @param hessian a better form of the derived Hessian, or null
 * @param link what takes a prediction to the whole line
 * @param elicits what the best constant prediction is
 * @param note what to know about kinks and edges
 * @param aliases its other names here
 * @param otherNames its names elsewhere: library to name
 * @param source the literature
 * @param hints names that a mistyped one may have been meant to be, beside those of the formula
 */
record Definition(
        String name,
        Variable target,
        Variable prediction,
        List<Parameter> parameters,
        String formula,
        @Nullable String gradient,
        @Nullable String hessian,
        String link,
        String elicits,
        String note,
        List<String> aliases,
        Map<String, String> otherNames,
        String source,
        Set<String> hints) {

    Definition with(String parameter, double value) {
        List<String> names = parameters.stream().map(Parameter::name).toList();
        int index = names.indexOf(parameter);
        if (index < 0) {
            String known = names.isEmpty() ? "it has none" : "it has " + String.join(", ", names);
            throw new IllegalArgumentException(name + " has no parameter '" + parameter + "'; "
                    + Faults.nearest(parameter, names)
                            .map(near -> "did you mean " + near + "?")
                            .orElse(known));
        }
        Parameter old = parameters.get(index);
        if (!old.domain().contains(value)) {
            throw new IllegalArgumentException("the parameter " + parameter + " of " + name + " must be in "
                    + old.domain() + ", but got " + value);
        }
        List<Parameter> changed = new ArrayList<>(parameters);
        changed.set(index, new Parameter(parameter, value, old.domain()));
        return new Definition(
                name,
                target,
                prediction,
                List.copyOf(changed),
                formula,
                gradient,
                hessian,
                link,
                elicits,
                note,
                aliases,
                otherNames,
                source,
                hints);
    }

    @Override
    public String toString() {
        return parameters.isEmpty()
                ? name
                : parameters.stream()
                        .map(parameter -> parameter.name() + "=" + Printer.number(parameter.value()))
                        .collect(Collectors.joining(", ", name + "(", ")"));
    }
}
