package org.surprisal.report.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.ClassFit;
import org.surprisal.fit.ClassModel;
import org.surprisal.fit.Coefficient;
import org.surprisal.fit.Convergence;
import org.surprisal.fit.Errors;
import org.surprisal.fit.Family;
import org.surprisal.fit.Fit;
import org.surprisal.fit.Fitted;
import org.surprisal.fit.FittedClasses;
import org.surprisal.fit.LikelihoodTests;
import org.surprisal.fit.Note;
import org.surprisal.fit.StopReason;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Parameter;
import org.surprisal.math.Log;
import org.surprisal.report.Prose;

/**
 * What is to be said of a fit. Numbers that there are none of are NaN.
 *
 * @param formula the formula, written out
 * @param method the loss that was made small, by its name
 * @param family the name of the family, or null
 * @param loss that loss of a row, as a formula of the response and the prediction
 * @param settings the parameters of the loss, such as {@code delta = 2}, or an empty text
 * @param link the name of the link
 * @param inverseLink the prediction as a formula of the linear predictor z
 * @param l1 the lasso penalty
 * @param l2 the ridge penalty
 * @param weight the column of weights, or null
 * @param cluster the column of clusters, or null
 * @param covariance how the standard errors were found, or null where there are none
 * @param degreesOfFreedom those of the t statistics; infinite where they are taken as normal
 * @param level the level of the intervals
 * @param profile whether the intervals are those of profile likelihood, not of the errors
 * @param classes the classes in the order of their groups of coefficients; empty where there is one group
 * @param coefficients the estimates
 * @param beside what was estimated beside them, such as a shape
 * @param logLikelihood with all constants, at the dispersion of the greatest likelihood
 * @param likelihoodDispersion that dispersion
 * @param parameters the number of parameters of the likelihood
 * @param deviance of the model
 * @param nullDeviance of the model with an intercept and offsets only
 * @param residualDegreesOfFreedom rows less coefficients
 * @param dispersion squared Pearson residuals over the degrees of freedom
 * @param objective what was made small, at the estimates
 * @param rows the rows that were fitted
 * @param leftOut the rows that were not, by reason
 * @param convergence how it ended
 * @param notes what is wrong with the problem
 * @param validation how rows fare that the model has not seen, or null
 * @param path the penalties that were tried, or null
 * @param tests what the model would lose without its terms, or null
 */
public record FitReport(
        String formula,
        String method,
        @Nullable String family,
        String loss,
        String settings,
        String link,
        String inverseLink,
        double l1,
        double l2,
        @Nullable String weight,
        @Nullable String cluster,
        @Nullable Errors covariance,
        double degreesOfFreedom,
        double level,
        boolean profile,
        List<String> classes,
        List<Row> coefficients,
        List<Coefficient> beside,
        double logLikelihood,
        double likelihoodDispersion,
        int parameters,
        double deviance,
        double nullDeviance,
        int residualDegreesOfFreedom,
        double dispersion,
        double objective,
        long rows,
        Map<String, Integer> leftOut,
        Convergence convergence,
        List<Note> notes,
        @Nullable Validation validation,
        @Nullable PathReport path,
        @Nullable LikelihoodTests tests) {
    /**
     * An estimate.
     *
     * @param group the class whose coefficient it is, or null
     * @param coefficient the estimate
     */
    public record Row(@Nullable String group, Coefficient coefficient) {}

    /** Copies the lists. */
    public FitReport {
        classes = List.copyOf(classes);
        coefficients = List.copyOf(coefficients);
        beside = List.copyOf(beside);
        notes = List.copyOf(notes);
    }

    /**
     * What is to be said beside the fit itself.
     *
     * @param errors how the standard errors are to be found
     * @param level the level of the intervals
     * @param profile whether the intervals are to be those of profile likelihood
     * @param validation how rows fare that the model has not seen, or null
     * @param path the penalties that were tried, or null
     * @param tests what the model would lose without its terms, or null
     * @param notes what else is wrong
     */
    public record Asked(
            Errors errors,
            double level,
            boolean profile,
            @Nullable Validation validation,
            @Nullable PathReport path,
            @Nullable LikelihoodTests tests,
            List<Note> notes) {
        /** Copies the list. */
        public Asked {
            notes = List.copyOf(notes);
        }

        /**
         * Errors and nothing else.
         *
         * @param errors how the standard errors are to be found
         * @param level the level of the intervals
         */
        public Asked(Errors errors, double level) {
            this(errors, level, false, null, null, null, List.of());
        }
    }

    /**
     * Says all of a fit.
     *
     * @param fitted the fit
     * @param asked what is to be said beside it
     * @return what is to be said
     * @throws IllegalStateException if profiles are asked for of a fit that has none
     */
    public static FitReport of(Fitted fitted, Asked asked) {
        Errors errors = asked.errors();
        double level = asked.level();
        Fit fit = fitted.fit();
        Family family = fitted.family();
        List<Coefficient> estimates = asked.profile() ? fitted.profile(level) : fitted.coefficients(errors, level);
        boolean any = estimates.stream().anyMatch(c -> Double.isFinite(c.se()));
        double deviance = fitted.deviance();
        List<Row> rows = new ArrayList<>();
        estimates.forEach(c -> rows.add(new Row(null, c)));
        return new FitReport(
                fitted.design().formula().toString(),
                fit.loss().toString(),
                family == null ? null : family.name(),
                fit.loss().formula(),
                settings(fit.loss()),
                name(fit.link()),
                fit.link().inverse(),
                fit.penalty().l1(),
                fit.l2(),
                fit.roles().weight(),
                fit.roles().cluster(),
                any ? errors : null,
                fitted.degreesOfFreedom(errors),
                level,
                asked.profile(),
                List.of(),
                rows,
                fitted.beside(),
                fitted.logLikelihood(),
                fitted.likelihoodDispersion(),
                fitted.parameters(),
                deviance,
                fitted.nullDeviance(),
                fitted.degreesOfFreedom(),
                fitted.dispersion(),
                fitted.objective(),
                fitted.data().rows(),
                fitted.data().leftOut(),
                fitted.convergence(),
                notes(fitted.notes(), asked),
                asked.validation(),
                asked.path(),
                asked.tests());
    }

    /**
     * Says all of a fit of several classes.
     *
     * @param fitted the fit
     * @param asked what is to be said beside it
     * @return what is to be said
     */
    public static FitReport of(FittedClasses fitted, Asked asked) {
        double level = asked.level();
        ClassFit fit = fitted.fit();
        List<Coefficient> estimates = fitted.coefficients(asked.errors(), level);
        boolean any = estimates.stream().anyMatch(c -> Double.isFinite(c.se()));
        boolean ordered = fit.model() != ClassModel.MULTINOMIAL;
        boolean probit = fit.model() == ClassModel.ORDERED_PROBIT;
        List<Row> rows = new ArrayList<>();
        for (Coefficient c : estimates) {
            Optional<String> group = ordered
                    ? Optional.empty()
                    : fitted.classes().stream()
                            .filter(name -> c.term().startsWith(name + ": "))
                            .max(Comparator.comparingInt(String::length));
            rows.add(new Row(
                    group.orElse(null),
                    group.isEmpty()
                            ? c
                            : named(c, c.term().substring(group.get().length() + 2))));
        }
        return new FitReport(
                fitted.design().formula().toString(),
                "log_loss",
                name(fit.model()),
                "-log(p)",
                "",
                probit ? "probit" : "logit",
                ordered
                        ? (probit ? "ndtr" : "sigmoid") + "(cut - z), less that of the class below"
                        : "exp(z) over the sum of all classes",
                0,
                fit.penalty().l2(),
                fit.roles().weight(),
                fit.roles().cluster(),
                any ? asked.errors() : null,
                fitted.degreesOfFreedom(asked.errors()),
                level,
                false,
                fitted.classes(),
                rows,
                List.of(),
                fitted.logLikelihood(),
                1,
                fitted.parameters(),
                fitted.deviance(),
                -2 * fitted.nullLogLikelihood(),
                Math.max(0, fitted.data().rows() - fitted.parameters()),
                1,
                -fitted.logLikelihood(),
                fitted.data().rows(),
                fitted.data().leftOut(),
                fitted.convergence(),
                notes(fitted.notes(), asked),
                asked.validation(),
                null,
                asked.tests());
    }

    private static List<Note> notes(List<Note> own, Asked asked) {
        List<Note> all = new ArrayList<>(own);
        all.addAll(asked.notes());
        return all;
    }

    private static Coefficient named(Coefficient c, String term) {
        return new Coefficient(term, c.estimate(), c.se(), c.statistic(), c.p(), c.low(), c.high());
    }

    /** Akaike's criterion: 2k - 2·{@link #logLikelihood}. */
    public double aic() {
        return 2.0 * parameters - 2 * logLikelihood;
    }

    /** Schwarz's criterion: k·ln n - 2·{@link #logLikelihood}. */
    public double bic() {
        return parameters * Log.of((double) rows) - 2 * logLikelihood;
    }

    /** The share of the deviance that the model explains: of least squares R². */
    public double explained() {
        return nullDeviance == 0 ? Double.NaN : 1 - deviance / nullDeviance;
    }

    /** Whether the problem was solved directly, without steps. */
    boolean solvedDirectly() {
        return convergence.reason() == StopReason.SOLVED;
    }

    private static String settings(Loss loss) {
        return loss.parameters().stream()
                .map(Parameter::name)
                .filter(name -> loss.numbers(name).size() == 1)
                .map(name -> name + " = " + Prose.number(loss.numbers(name).getFirst()))
                .collect(Collectors.joining(", "));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
