package org.surprisal.loss.host;

import java.util.List;
import org.surprisal.loss.portable.Primitive;

/**
 * PyTorch: {@code fn} with the gradient of the formula, which is finite wherever it exists, in place of what autograd
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
        List<String> given = Python.given(source, names);
        String arguments = given.isEmpty() ? "" : ", " + String.join(", ", given);
        Functions.Function value = functions.all().get(0);
        Functions.Function gradient = functions.all().get(1);
        StringBuilder out = new StringBuilder(Python.head(source, functions, "import torch"))
                .append(python.substitutes(List.of(value.body(), gradient.body())));
        out.append("\n\ndef _value(y_true, y_pred").append(arguments).append("):\n");
        out.append(python.body(
                value.body(),
                "    ",
                source.perClass()
                        ? "(#)[..., 0]"
                        : Python.hasFullShape(value) ? "#" : "(#) * torch.ones_like(y_pred)"));
        out.append("\n\ndef _gradient(y_true, y_pred").append(arguments).append("):\n");
        out.append(python.body(
                gradient.body(), "    ", Python.hasFullShape(gradient) ? "#" : "(#) * torch.ones_like(y_pred)"));
        out.append("\n\nclass _Loss(torch.autograd.Function):\n    @staticmethod\n    def forward(ctx, y_true, y_pred")
                .append(arguments)
                .append("):\n        ctx.save_for_backward(y_true, y_pred)\n        ctx.parameters = (")
                .append(String.join(", ", given))
                .append(given.size() == 1 ? ",)" : ")")
                .append("\n        return _value(y_true, y_pred")
                .append(arguments)
                .append(")\n\n    @staticmethod\n    def backward(ctx, upstream):\n")
                .append("        y_true, y_pred = ctx.saved_tensors\n")
                .append("        gradient = _gradient(y_true, y_pred, *ctx.parameters)\n")
                .append("        return None, upstream")
                .append(source.perClass() ? "[..., None]" : "")
                .append(" * gradient")
                .append(", None".repeat(given.size()))
                .append('\n');
        out.append("\n\ndef fn(y_true, y_pred")
                .append(Python.parameters(source, names))
                .append("):\n");
        out.append("    y_true = torch.as_tensor(y_true, dtype=y_pred.dtype, device=y_pred.device)\n");
        out.append("    y_true, y_pred = torch.broadcast_tensors(y_true, y_pred)\n");
        for (String parameter : given) {
            out.append("    ")
                    .append(parameter)
                    .append(" = torch.as_tensor(")
                    .append(parameter)
                    .append(", dtype=y_pred.dtype, device=y_pred.device)\n");
        }
        return out.append("    return _Loss.apply(y_true, y_pred")
                .append(arguments)
                .append(")\n")
                .toString();
    }
}
