package org.surprisal.loss.host;

import java.util.ArrayList;
import java.util.List;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.portable.Primitive;

/**
 * Keras 3 on any backend: {@code fn} to give to {@code compile(loss=fn)}, with the gradient of the formula in place of
 * what automatic differentiation would make of the branches.
 */
final class Keras {
    private static final Words WORDS = new Words()
            .call(Primitive.ABS, "ops.abs")
            .call(Primitive.MAX, "ops.maximum")
            .call(Primitive.MIN, "ops.minimum")
            .call(Primitive.SQRT, "ops.sqrt")
            .call(Primitive.EXP, "ops.exp")
            .call(Primitive.LOG, "ops.log")
            .call(Primitive.LOG1P, "ops.log1p")
            .call(Primitive.EXPM1, "ops.expm1")
            .call(Primitive.POWER, "ops.power")
            .call(Primitive.TANH, "ops.tanh")
            .call(Primitive.ERF, "ops.erf")
            .say(Primitive.CLASS, new Phrase("ops.arange(ops.shape(y_pred)[-1])", Phrase.ATOM))
            .say(Primitive.CLASSES, new Phrase("ops.cast(ops.shape(y_pred)[-1], y_pred.dtype)", Phrase.ATOM))
            .say(Primitive.SUM, new Phrase("ops.sum($1, axis=-1, keepdims=True)", Phrase.ATOM, 0))
            .say(Primitive.LARGEST, new Phrase("ops.max($1, axis=-1, keepdims=True)", Phrase.ATOM, 0))
            .say(
                    Primitive.FIRST_LARGEST,
                    new Phrase("ops.cast(ops.argmax($1, axis=-1, keepdims=True), \"int32\")", Phrase.ATOM, 0))
            .say(Primitive.CUMULATIVE_SUM, new Phrase("ops.cumsum($1, axis=-1)", Phrase.ATOM, 0))
            .say(
                    Primitive.REVERSE_CUMULATIVE_SUM,
                    new Phrase("ops.flip(ops.cumsum(ops.flip($1, axis=-1), axis=-1), axis=-1)", Phrase.ATOM, 0))
            .choose(
                    "ops.where($1 @ $2, $3, $4)",
                    "ops.where($1 @ $2, $3, ops.where($1 ! $2, $4, float(\"nan\")))",
                    "",
                    "==",
                    "!=");

    private Keras() {}

    static String write(Source source) {
        if (source.perClass() && !source.columns().isEmpty()) {
            throw new FormulaException(
                    "a loss over classes has no form that takes "
                            + String.join(
                                    ", ",
                                    source.columns().stream()
                                            .map(Source.Parameter::name)
                                            .toList())
                            + " too: Keras hands over one y_pred, which is the classes",
                    FormulaException.NOWHERE);
        }
        Names names = Names.code(source);
        Functions functions = Functions.of(source, names);
        Python python = new Python(WORDS, null);
        String arguments = Python.listed(Python.names(source.parameters(), names));
        List<Functions.Function> all = new ArrayList<>(List.of(functions.value()));
        all.addAll(functions.gradients());
        StringBuilder out = new StringBuilder(
                        Python.head(source, functions, "from keras import backend", "from keras import ops"))
                .append(python.substitutes(
                        all.stream().map(Functions.Function::body).toList()));
        for (Functions.Function function : all) {
            out.append("\n\ndef ")
                    .append(inner(function))
                    .append("(y_true, y_pred")
                    .append(arguments)
                    .append("):\n")
                    .append(python.body(function.body(), "    ", shaped(source, function)));
        }
        return out.append(function(source, names, functions.gradients())).toString();
    }

    /**
     * The function that is called from outside. Keras hands over one tensor of each kind: what is predicted stands side
     * by side on the last axis of the predictions, what is given after the target on the last axis of the targets.
     */
    private static String function(Source source, Names names, List<Functions.Function> gradients) {
        List<Source.Parameter> predicted = source.columns().stream()
                .filter(column -> isPredicted(source, column))
                .toList();
        List<Source.Parameter> given = source.columns().stream()
                .filter(column -> !isPredicted(source, column))
                .toList();
        StringBuilder out = new StringBuilder("\n\ndef fn(y_true, y_pred")
                .append(Python.defaults(source, names))
                .append("):\n    y_pred = ops.convert_to_tensor(y_pred)\n")
                .append("    dtype = backend.standardize_dtype(y_pred.dtype)\n")
                .append("    y_true = ops.cast(y_true, dtype)\n");
        for (int i = 0; i < given.size(); i++) {
            out.append("    ")
                    .append(names.parameter(given.get(i)))
                    .append(" = y_true[..., ")
                    .append(i + 1)
                    .append("]\n");
        }
        if (!given.isEmpty()) {
            out.append("    y_true = y_true[..., 0]\n");
        } else if (!predicted.isEmpty()) {
            out.append("    if len(y_true.shape) == len(y_pred.shape):\n        y_true = y_true[..., 0]\n");
        }
        for (String parameter : Python.names(source.settings(), names)) {
            out.append("    ")
                    .append(parameter)
                    .append(" = ops.convert_to_tensor(")
                    .append(parameter)
                    .append(", dtype=dtype)\n");
        }
        StringBuilder call = new StringBuilder(predicted.isEmpty() ? "(y_true, y_pred" : "(y_true, y_pred[..., 0]");
        for (int i = 0; i < predicted.size(); i++) {
            call.append(", y_pred[..., ").append(i + 1).append(']');
        }
        call.append(Python.listed(Python.names(given, names)))
                .append(Python.listed(Python.names(source.settings(), names)))
                .append(')');
        List<String> slopes =
                gradients.stream().map(function -> inner(function) + call).toList();
        boolean wide = source.perClass() || !predicted.isEmpty();
        return out.append("\n    @ops.custom_gradient\n    def loss(y_pred):\n")
                .append("        def backward(*args, upstream=None):\n")
                .append("            if upstream is None:\n                (upstream,) = args\n")
                .append("            return ")
                .append(wide ? "ops.expand_dims(upstream, -1)" : "upstream")
                .append(" * ")
                .append(predicted.isEmpty() ? slopes.get(0) : "ops.stack([" + String.join(", ", slopes) + "], axis=-1)")
                .append("\n\n        return _value")
                .append(call)
                .append(", backward\n\n    return loss(y_pred)\n")
                .toString();
    }

    private static boolean isPredicted(Source source, Source.Parameter column) {
        return source.derivatives().stream()
                .anyMatch(derivative -> derivative.variables().equals(List.of(column.name())));
    }

    private static String inner(Functions.Function function) {
        return function.variables().isEmpty() ? "_value" : "_" + function.code();
    }

    private static String shaped(Source source, Functions.Function function) {
        if (source.perClass() && function.variables().isEmpty()) {
            return "(#)[..., 0]";
        }
        return Python.hasFullShape(source, function) ? "#" : "(#) * ops.ones_like(y_pred)";
    }
}
