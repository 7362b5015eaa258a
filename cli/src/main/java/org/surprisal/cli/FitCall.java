package org.surprisal.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.Method;

/** The command that makes a fit again. */
final class FitCall {
    private FitCall() {}

    static String of(FitCommand call) {
        List<String> words = new ArrayList<>(List.of("surprisal", "fit"));
        words.addAll(call.words);
        add(words, "--loss", call.loss);
        add(words, "--family", call.family);
        add(words, "--link", call.link);
        add(words, "--offset", call.offset);
        add(words, "--weight", call.weight);
        add(words, "--cluster", call.cluster);
        add(words, "--positive", call.positive);
        add(words, "--classes", call.classes);
        add(words, "--reference", call.reference);
        add(words, "--l1", call.l1 == 0 ? null : Double.toString(call.l1));
        if (call.firth) {
            words.add("--firth");
        }
        add(words, "--l2", call.l2 == 0 ? null : Double.toString(call.l2));
        if (call.path.isMeant()) {
            add(words, "--path", Double.toString(call.path.alpha));
            add(words, "--folds", Integer.toString(call.path.folds));
            add(words, "--penalties", Integer.toString(call.path.penalties));
            add(words, "--choose", call.path.choose);
        }
        add(words, "--errors", call.errors);
        add(words, "--intervals", call.results.isProfile() ? "profile" : null);
        add(words, "--tests", call.results.tests);
        add(words, "--level", call.level == 0.95 ? null : Double.toString(call.level));
        add(words, "--missing", call.missing.equals("drop") ? null : call.missing);
        add(words, "--solver", call.solver == Method.NEWTON ? null : "lbfgs");
        add(words, "--iterations", call.iterations == 100 ? null : Integer.toString(call.iterations));
        add(words, "--validate", call.validate == 0 ? null : Integer.toString(call.validate));
        add(words, "--encoding", call.encoding);
        return Shell.command(words);
    }

    private static void add(List<String> words, String option, @Nullable String value) {
        if (value != null) {
            words.add(option);
            words.add(value);
        }
    }
}
