package org.surprisal.loss.host;

import java.util.stream.Collectors;
import org.surprisal.loss.portable.Primitive;

/**
 * NumPy: {@code fn}, {@code gradient}, {@code hessian} and their like of arrays, element by element or over the last
 * axis.
 */
final class NumPy {
    private static final Words WORDS = new Words()
            .call(Primitive.ABS, "np.abs")
            .call(Primitive.MAX, "np.maximum")
            .call(Primitive.MIN, "np.minimum")
            .call(Primitive.SQRT, "np.sqrt")
            .call(Primitive.EXP, "np.exp")
            .call(Primitive.LOG, "np.log")
            .call(Primitive.LOG1P, "np.log1p")
            .call(Primitive.EXPM1, "np.expm1")
            .call(Primitive.POWER, "np.power")
            .call(Primitive.TANH, "np.tanh")
            .say(Primitive.CLASS, new Phrase("np.arange(y_pred.shape[-1])", Phrase.ATOM))
            .say(Primitive.CLASSES, new Phrase("y_pred.shape[-1]", Phrase.ATOM))
            .say(Primitive.SUM, new Phrase("np.sum($1, axis=-1, keepdims=True)", Phrase.ATOM, 0))
            .say(Primitive.LARGEST, new Phrase("np.max($1, axis=-1, keepdims=True)", Phrase.ATOM, 0))
            .say(Primitive.FIRST_LARGEST, new Phrase("np.argmax($1, axis=-1)[..., np.newaxis]", Phrase.ATOM, 0))
            .say(Primitive.CUMULATIVE_SUM, new Phrase("np.cumsum($1, axis=-1)", Phrase.ATOM, 0))
            .say(
                    Primitive.REVERSE_CUMULATIVE_SUM,
                    new Phrase("np.flip(np.cumsum(np.flip($1, -1), axis=-1), -1)", Phrase.ATOM, 0))
            .choose(
                    "np.where($1 @ $2, $3, $4)",
                    "np.where($1 @ $2, $3, np.where($1 ! $2, $4, np.nan))",
                    "",
                    "==",
                    "!=");

    private NumPy() {}

    static String write(Source source) {
        Names names = Names.code(source);
        Functions functions = Functions.of(source, names);
        Python python = new Python(WORDS, null);
        StringBuilder out = new StringBuilder(Python.head(source, functions, "import numpy as np"))
                .append(python.substitutes(functions.roots()));
        String shape = "np.broadcast_shapes(y_true.shape, y_pred.shape"
                + source.columns().stream()
                        .map(column -> ", " + names.parameter(column) + ".shape")
                        .collect(Collectors.joining())
                + ")";
        for (Functions.Function function : functions.all()) {
            String shaped = "(#)[()]";
            if (source.perClass() && function.variables().isEmpty()) {
                shaped = "(#)[..., 0][()]";
            } else if (source.perClass() && !function.vector()) {
                shaped = "np.broadcast_to(#, " + shape + "[:-1] + (1,))[..., 0][()]";
            } else if (!Python.hasFullShape(source, function)) {
                shaped = "np.full(" + shape + ", #)[()]";
            }
            out.append("\n\ndef ")
                    .append(function.code())
                    .append("(y_true, y_pred")
                    .append(Python.columns(source, names))
                    .append(Python.defaults(source, names))
                    .append("):\n")
                    .append("    y_true = np.asarray(y_true, dtype=float)\n")
                    .append("    y_pred = np.asarray(y_pred, dtype=float)\n");
            for (Source.Parameter parameter : source.parameters()) {
                if (parameter.ofRows() || parameter.perClass()) {
                    out.append("    ")
                            .append(names.parameter(parameter))
                            .append(" = np.asarray(")
                            .append(names.parameter(parameter))
                            .append(", dtype=float)")
                            .append(source.perClass() && parameter.ofRows() ? "[..., np.newaxis]\n" : "\n");
                }
            }
            out.append("    with np.errstate(all=\"ignore\"):\n")
                    .append(python.body(function.body(), "        ", shaped));
        }
        return out.toString();
    }
}
