package org.surprisal.loss;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.op.Operations;
import org.surprisal.loss.parse.Faults;

/** How losses of the catalogue are called by name, alone or with parameters. */
final class CatalogueNames {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern CALL = Pattern.compile("(?s)(" + NAME + ")\\s*\\((.*)\\)");

    private CatalogueNames() {}

    static Optional<Loss> find(List<Loss> catalogue, String name) {
        return catalogue.stream()
                .filter(loss -> loss.name().equalsIgnoreCase(name))
                .findFirst()
                .or(() -> catalogue.stream()
                        .filter(loss -> loss.about().aliases().stream().anyMatch(name::equalsIgnoreCase)
                                || loss.about().otherNames().values().stream().anyMatch(name::equalsIgnoreCase))
                        .findFirst());
    }

    static Loss parse(List<Loss> catalogue, String text) {
        String stripped = text.strip();
        Optional<Loss> named = find(catalogue, stripped);
        if (named.isPresent()) {
            return named.get();
        }
        Matcher call = CALL.matcher(stripped);
        boolean isCall = call.matches();
        if (isCall) {
            Optional<Loss> called = find(catalogue, call.group(1));
            if (called.isPresent()) {
                return with(called.get(), call.group(2));
            }
        }
        String name = isCall ? call.group(1) : stripped;
        boolean meansLoss =
                NAME.matcher(stripped).matches() || (isCall && call.group(2).contains("="));
        if (meansLoss && Operations.functions(name).isEmpty() && !stripped.contains("==")) {
            throw unknown(catalogue, name);
        }
        return Loss.of(text);
    }

    private static Loss with(Loss loss, String text) {
        String right = loss.parameters().isEmpty() ? loss.name() + ", which has no parameters" : loss.toString();
        Loss changed = loss;
        for (Settings.Setting setting : Settings.of(text, right)) {
            @Nullable String name = setting.name();
            if (name == null) {
                if (loss.parameters().size() != 1) {
                    throw Settings.unreadable(setting.value(), right);
                }
                name = loss.parameters().get(0).name();
            }
            changed = setting.applied(changed, name);
        }
        return changed;
    }

    private static FormulaException unknown(List<Loss> catalogue, String name) {
        TreeSet<String> own = new TreeSet<>();
        TreeSet<String> other = new TreeSet<>();
        catalogue.forEach(loss -> {
            own.add(loss.name());
            own.addAll(loss.about().aliases());
            other.addAll(loss.about().otherNames().values());
        });
        String hint = Faults.nearest(name, own)
                .or(() -> Faults.nearest(name, other))
                .map(near -> "did you mean " + near + "?")
                .orElseGet(() -> "the catalogue has "
                        + String.join(", ", catalogue.stream().map(Loss::name).toList())
                        + ", and a formula such as (y - p)^2 is a loss too");
        return new FormulaException("there is no loss called '" + name + "'; " + hint, FormulaException.NOWHERE);
    }
}
