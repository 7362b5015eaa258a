package org.surprisal.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.surprisal.loss.expr.Printer;
import org.surprisal.loss.parse.Faults;

/**
 * What is written down about a loss; everything else follows from it.
 *
 * @param name its name
 * @param target the target
 * @param prediction the prediction
 * @param parameters what the formula leaves open
 * @param columns which parameters are no single number
 * @param formula the loss of a row
 * @param stated better forms of derivatives, by what is derived: one name, or two for a second derivative
 * @param about what else is known about it
 * @param hints names that a mistyped one may have been meant to be, beside those of the formula
 */
record Definition(
        String name,
        Variable target,
        Variable prediction,
        List<Parameter> parameters,
        Columns columns,
        String formula,
        Map<List<String>, String> stated,
        About about,
        Set<String> hints) {

    /** A formula with no more than a name. */
    static Definition of(String name, Variable target, Variable prediction, String formula, Set<String> hints) {
        return new Definition(
                name, target, prediction, List.of(), Columns.NONE, formula, Map.of(), About.NOTHING, hints);
    }

    Definition with(String parameter, double value) {
        Parameter old = parameter(parameter);
        require(old, value);
        List<Parameter> changed = new ArrayList<>(parameters);
        changed.set(parameters.indexOf(old), new Parameter(parameter, value, old.domain()));
        return new Definition(
                name,
                target,
                prediction,
                List.copyOf(changed),
                columns.without(parameter),
                formula,
                stated,
                about,
                hints);
    }

    /** With a parameter that has a number for each class. */
    Definition with(String parameter, double[] values) {
        Parameter open = parameter(parameter);
        for (double value : values) {
            require(open, value);
        }
        return with(columns.perClass(parameter, Arrays.stream(values).boxed().toList()));
    }

    Definition predicting(String parameter) {
        return with(columns.predicting(parameter(parameter).name()));
    }

    Definition given(String parameter) {
        return with(columns.given(parameter(parameter).name()));
    }

    private Definition with(Columns changed) {
        return new Definition(name, target, prediction, parameters, changed, formula, stated, about, hints);
    }

    /** What is forecast: the prediction, then the parameters that are predicted. */
    List<String> predictions() {
        List<String> all = new ArrayList<>(List.of(prediction.name()));
        all.addAll(columns.predicted());
        return all;
    }

    private Parameter parameter(String wanted) {
        List<String> names = parameters.stream().map(Parameter::name).toList();
        int index = names.indexOf(wanted);
        if (index < 0) {
            String known = names.isEmpty() ? "it has none" : "it has " + String.join(", ", names);
            throw new IllegalArgumentException(name + " has no parameter '" + wanted + "'; "
                    + Faults.nearest(wanted, names)
                            .map(near -> "did you mean " + near + "?")
                            .orElse(known));
        }
        return parameters.get(index);
    }

    private void require(Parameter parameter, double value) {
        if (!parameter.domain().contains(value)) {
            throw new IllegalArgumentException("the parameter " + parameter.name() + " of " + name + " must be in "
                    + parameter.domain() + ", but got " + value);
        }
    }

    @Override
    public String toString() {
        return parameters.isEmpty()
                ? name
                : parameters.stream().map(this::shown).collect(Collectors.joining(", ", name + "(", ")"));
    }

    private String shown(Parameter parameter) {
        String is = columns.predicted().contains(parameter.name())
                ? "predicted"
                : columns.given().contains(parameter.name())
                        ? "given"
                        : columns.perClass().containsKey(parameter.name())
                                ? columns.perClass().get(parameter.name()).stream()
                                        .map(Printer::number)
                                        .collect(Collectors.joining(", ", "[", "]"))
                                : Printer.number(parameter.value());
        return parameter.name() + "=" + is;
    }
}
