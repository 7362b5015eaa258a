package org.surprisal.cli;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.ClassFit;
import org.surprisal.fit.Errors;
import org.surprisal.fit.Fit;
import org.surprisal.fit.Link;
import org.surprisal.fit.Watcher;
import org.surprisal.fit.design.Missing;

/** A model of several classes as it is written on the command line. */
final class ClassArgument {
    private ClassArgument() {}

    /** Whether a family is one of several classes. */
    static boolean isMeant(@Nullable String family) {
        return family != null && List.of("multinomial", "ordered").contains(family.toLowerCase(Locale.ROOT));
    }

    /**
     * Refuses what such a model has not.
     *
     * @param call what the user said
     * @param errors how the errors are to be found, or null for the usual ones
     * @throws WrongCall if it asks for something else than such a model can have
     */
    static void check(FitCommand call, @Nullable Errors errors) {
        String family = String.valueOf(call.family).toLowerCase(Locale.ROOT);
        refuse(
                call.offset != null && family.equals("multinomial"),
                family,
                "an offset: it is the same for all classes, so it changes nothing");
        refuse(call.positive != null, family, "--positive; --classes gives the order of the classes");
        refuse(call.l1 > 0, family, "--l1");
        refuse(call.firth, family, "--firth");
        refuse(call.path.isMeant(), family, "--path");
        refuse(call.results.isProfile(), family, "--intervals profile");
        refuse(
                errors != null && errors != Errors.MODEL && errors != Errors.CLUSTER,
                family,
                "--errors " + call.errors + "; there are model and cluster");
        boolean ordered = family.equals("ordered");
        refuse(ordered && call.reference != null, family, "--reference; its classes are in an order");
        if (call.link != null && !call.link.equals("logit") && !(ordered && call.link.equals("probit"))) {
            throw FitCommand.wrong("--family " + family + " takes "
                    + (ordered ? "--link logit or --link probit" : "--link logit") + ", not '" + call.link + "'.");
        }
    }

    private static void refuse(boolean given, String family, String what) {
        if (given) {
            throw FitCommand.wrong("--family " + family + " does not take " + what + ".");
        }
    }

    /** What to fit. */
    static ClassFit fit(FitCommand call, String formula, Watcher watcher) {
        boolean ordered = "ordered".equalsIgnoreCase(call.family);
        ClassFit fit = ordered
                ? Fit.ordered(formula, "probit".equals(call.link) ? Link.PROBIT : Link.LOGIT)
                : Fit.multinomial(formula);
        fit = call.classes == null
                ? fit
                : fit.order(CommaList.split(call.classes).toArray(String[]::new));
        fit = call.reference == null ? fit : fit.reference(call.reference);
        fit = call.weight == null ? fit : fit.weight(call.weight);
        fit = call.cluster == null ? fit : fit.cluster(call.cluster);
        return fit.l2(call.l2)
                .missing(call.missing.equals("drop") ? Missing.DROP : Missing.REFUSE)
                .threads(call.threads)
                .iterations(call.iterations)
                .watched(watcher);
    }
}
