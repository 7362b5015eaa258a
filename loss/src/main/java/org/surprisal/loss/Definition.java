package org.surprisal.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** A formula that is its own name. */
    static Definition of(
            String formula, Variable target, Variable prediction, List<Parameter> parameters, Set<String> hints) {
        return new Definition(
                formula, target, prediction, parameters, Columns.NONE, formula, Map.of(), About.NOTHING, hints);
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

    /** With other parameters that are no single number. */
    Definition with(Columns changed) {
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
        if (parameters.isEmpty()) {
            return name;
        }
        String shown = parameters.stream().map(this::shown).collect(Collectors.joining(", "));
        return name.equals(formula) ? name + "; " + shown : name + "(" + shown + ")";
    }

    private String shown(Parameter parameter) {
        String name = parameter.name();
        if (columns.ofRows().contains(name)) {
            return name + "=" + (columns.given().contains(name) ? Settings.GIVEN : Settings.PREDICTED);
        }
        Stream<String> numbers = numbers(name).stream().map(Printer::number);
        return columns.perClass().containsKey(name)
                ? numbers.collect(Collectors.joining(", ", name + "=[", "]"))
                : name + "=" + numbers.findFirst().orElseThrow();
    }

    /** The number of a parameter, one for each class, or none if it comes with the rows. */
    List<Double> numbers(String parameter) {
        Parameter known = parameter(parameter);
        return columns.ofRows().contains(parameter)
                ? List.of()
                : columns.perClass().getOrDefault(parameter, List.of(known.value()));
    }
}
