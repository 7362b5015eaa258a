package org.surprisal.loss.host;

import java.util.List;
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
        Names names = Names.code(source);
        Functions functions = Functions.of(source, names);
        Python python = new Python(WORDS, null);
        List<String> given = Python.given(source, names);
        String arguments = given.isEmpty() ? "" : ", " + String.join(", ", given);
        Functions.Function value = functions.all().get(0);
        Functions.Function gradient = functions.all().get(1);
        StringBuilder out = new StringBuilder(
                        Python.head(source, functions, "from keras import backend", "from keras import ops"))
                .append(python.substitutes(List.of(value.body(), gradient.body())));
        out.append("\n\ndef _value(y_true, y_pred").append(arguments).append("):\n");
        out.append(python.body(
                value.body(),
                "    ",
                source.perClass() ? "(#)[..., 0]" : Python.hasFullShape(value) ? "#" : "(#) * ops.ones_like(y_pred)"));
        out.append("\n\ndef _gradient(y_true, y_pred").append(arguments).append("):\n");
        out.append(python.body(
                gradient.body(), "    ", Python.hasFullShape(gradient) ? "#" : "(#) * ops.ones_like(y_pred)"));
        out.append("\n\ndef fn(y_true, y_pred")
                .append(Python.parameters(source, names))
                .append("):\n");
        out.append("    y_pred = ops.convert_to_tensor(y_pred)\n");
        out.append("    dtype = backend.standardize_dtype(y_pred.dtype)\n");
        out.append("    y_true = ops.cast(y_true, dtype)\n");
        for (String parameter : given) {
            out.append("    ")
                    .append(parameter)
                    .append(" = ops.convert_to_tensor(")
                    .append(parameter)
                    .append(", dtype=dtype)\n");
        }
        out.append("\n    @ops.custom_gradient\n    def loss(y_pred):\n")
                .append("        def backward(*args, upstream=None):\n")
                .append("            if upstream is None:\n                (upstream,) = args\n")
                .append("            return ")
                .append(source.perClass() ? "ops.expand_dims(upstream, -1)" : "upstream")
                .append(" * _gradient(y_true, y_pred")
                .append(arguments)
                .append(")\n\n        return _value(y_true, y_pred")
                .append(arguments)
                .append("), backward\n\n    return loss(y_pred)\n");
        return out.toString();
    }
}
