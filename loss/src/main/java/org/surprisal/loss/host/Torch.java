package org.surprisal.loss.host;

import java.util.ArrayList;
import java.util.List;
import org.surprisal.loss.portable.Primitive;

/**
 * PyTorch: {@code fn} with the gradients of the formula, which is finite wherever it exists, in place of what autograd
 * would make of the branches.
 */
final class Torch {
    private static final Words WORDS = new Words()
            .call(Primitive.ABS, "torch.abs")
            .call(Primitive.MAX, "torch.maximum")
            .call(Primitive.MIN, "torch.minimum")
            .call(Primitive.SQRT, "torch.sqrt")
            .call(Primitive.EXP, "torch.exp")
            .call(Primitive.LOG, "torch.log")
            .call(Primitive.LOG1P, "torch.log1p")
            .call(Primitive.EXPM1, "torch.expm1")
            .call(Primitive.POWER, "torch.pow")
            .call(Primitive.TANH, "torch.tanh")
            .call(Primitive.ERF, "torch.erf")
            .call(Primitive.ERFC, "torch.erfc")
            .call(Primitive.LGAMMA, "torch.lgamma")
            .call(Primitive.DIGAMMA, "torch.digamma")
            .say(Primitive.TRIGAMMA, new Phrase("torch.polygamma(1, $1)", Phrase.ATOM, 0))
            .say(Primitive.CLASS, new Phrase("torch.arange(y_pred.shape[-1], device=y_pred.device)", Phrase.ATOM))
            .say(Primitive.CLASSES, new Phrase("y_pred.new_tensor(y_pred.shape[-1])", Phrase.ATOM))
            .say(Primitive.SUM, new Phrase("torch.sum($1, dim=-1, keepdim=True)", Phrase.ATOM, 0))
            .say(Primitive.LARGEST, new Phrase("torch.amax($1, dim=-1, keepdim=True)", Phrase.ATOM, 0))
            .say(Primitive.FIRST_LARGEST, new Phrase("torch.argmax($1, dim=-1, keepdim=True)", Phrase.ATOM, 0))
            .say(Primitive.CUMULATIVE_SUM, new Phrase("torch.cumsum($1, dim=-1)", Phrase.ATOM, 0))
            .say(
                    Primitive.REVERSE_CUMULATIVE_SUM,
                    new Phrase("torch.flip(torch.cumsum(torch.flip($1, [-1]), dim=-1), [-1])", Phrase.ATOM, 0))
            .choose(
                    "torch.where($1 @ $2, $3, $4)",
                    "torch.where($1 @ $2, $3, torch.where($1 ! $2, $4, %))",
                    "",
                    "==",
                    "!=");

    private Torch() {}

    static String write(Source source) {
        Names names = Names.code(source);
        Functions functions = Functions.of(source, names);
        Python python = new Python(WORDS, "y_pred.new_tensor(#)");
        List<String> columns = Python.names(source.columns(), names);
        List<String> settings = Python.names(source.settings(), names);
        String tensors = Python.listed(columns);
        String arguments = tensors + Python.listed(settings);
        List<Functions.Function> all = new ArrayList<>(List.of(functions.value()));
        all.addAll(functions.gradients());
        StringBuilder out = new StringBuilder(Python.head(source, functions, "import torch"))
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
        out.append("\n\nclass _Loss(torch.autograd.Function):\n    @staticmethod\n    def forward(ctx, y_true, y_pred")
                .append(arguments)
                .append("):\n        ctx.save_for_backward(y_true, y_pred")
                .append(tensors)
                .append(")\n        ctx.parameters = (")
                .append(String.join(", ", settings))
                .append(settings.size() == 1 ? ",)" : ")")
                .append("\n        return _value(y_true, y_pred")
                .append(arguments)
                .append(")\n\n    @staticmethod\n    def backward(ctx, upstream):\n")
                .append("        y_true, y_pred")
                .append(tensors)
                .append(" = ctx.saved_tensors\n")
                .append(source.perClass() ? "        upstream = upstream[..., None]\n" : "");
        List<String> slopes = new ArrayList<>(List.of("None"));
        for (String variable : variables(source)) {
            slopes.add(functions.gradients().stream()
                    .filter(function -> function.variables().contains(variable))
                    .map(function ->
                            "upstream * " + inner(function) + "(y_true, y_pred" + tensors + ", *ctx.parameters)")
                    .findFirst()
                    .orElse("None"));
        }
        settings.forEach(setting -> slopes.add("None"));
        out.append("        return ").append(String.join(", ", slopes)).append('\n');
        return out.append(function(source, names, columns, arguments)).toString();
    }

    /** The function that is called from outside. */
    private static String function(Source source, Names names, List<String> columns, String arguments) {
        StringBuilder out = new StringBuilder("\n\ndef fn(y_true, y_pred")
                .append(Python.columns(source, names))
                .append(Python.defaults(source, names))
                .append("):\n")
                .append("    y_true = torch.as_tensor(y_true, dtype=y_pred.dtype, device=y_pred.device)\n");
        for (Source.Parameter parameter : source.parameters()) {
            String name = names.parameter(parameter);
            out.append("    ")
                    .append(name)
                    .append(" = torch.as_tensor(")
                    .append(name)
                    .append(", dtype=y_pred.dtype, device=y_pred.device)\n");
        }
        String rows = source.perClass() ? "" : Python.listed(columns);
        out.append("    y_true, y_pred")
                .append(rows)
                .append(" = torch.broadcast_tensors(y_true, y_pred")
                .append(rows)
                .append(")\n");
        if (source.perClass()) {
            columns.forEach(column -> out.append("    ")
                    .append(column)
                    .append(" = torch.broadcast_to(")
                    .append(column)
                    .append("[..., None], y_pred.shape[:-1] + (1,))\n"));
        }
        return out.append("    return _Loss.apply(y_true, y_pred")
                .append(arguments)
                .append(")\n")
                .toString();
    }

    private static String inner(Functions.Function function) {
        return function.variables().isEmpty() ? "_value" : "_" + function.code();
    }

    private static String shaped(Source source, Functions.Function function) {
        if (source.perClass() && function.variables().isEmpty()) {
            return "(#)[..., 0]";
        }
        if (source.perClass() && !function.vector()) {
            return "(#) * torch.ones_like(y_pred[..., :1])";
        }
        return Python.hasFullShape(source, function) ? "#" : "(#) * torch.ones_like(y_pred)";
    }

    /** What the function takes after the target and before what has a default. */
    private static List<String> variables(Source source) {
        List<String> variables = new ArrayList<>(List.of(source.prediction()));
        source.columns().forEach(column -> variables.add(column.name()));
        return variables;
    }
}
