package org.surprisal.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.Beside;
import org.surprisal.fit.Errors;
import org.surprisal.fit.Fit;
import org.surprisal.fit.Fitted;
import org.surprisal.fit.LikelihoodTests;
import org.surprisal.fit.Note;
import org.surprisal.fit.design.Frame;
import org.surprisal.loss.Catalogue;
import org.surprisal.report.fit.FitReport;
import org.surprisal.report.fit.PathReport;
import org.surprisal.report.fit.Validation;

/** What is wanted of a fit beside estimates with errors, as it is written on the command line. */
final class ResultArgument {
    String intervals = "wald";

    @Nullable
    String tests;

    @Nullable
    String rows;

    /**
     * Refuses what cannot be had.
     *
     * @param call what the user said
     * @param errors how the errors are to be found, or null for the usual ones
     * @throws WrongCall if the words are others, or do not go together
     */
    void check(FitCommand call, @Nullable Errors errors) {
        if (!intervals.equals("wald") && !intervals.equals("profile")) {
            throw FitCommand.wrong("--intervals is wald or profile, not '" + intervals + "'.");
        }
        if (tests != null && !tests.equals("lr")) {
            throw FitCommand.wrong("--tests is lr, for likelihood ratios, not '" + tests + "'.");
        }
        boolean penalised = call.l1 > 0 || call.l2 > 0 || call.firth || call.path.isMeant();
        if (penalised && tests != null) {
            throw FitCommand.wrong("--tests compares greatest likelihoods, which a penalised fit has not: leave --l1,"
                    + " --l2, --firth and --path out.");
        }
        if (tests != null && call.cluster != null) {
            throw FitCommand.wrong(
                    "--tests takes rows for independent, which --cluster denies: leave one of them out.");
        }
        if (isProfile() && (penalised || call.cluster != null || (errors != null && errors != Errors.MODEL))) {
            throw FitCommand.wrong("--intervals profile are those of the likelihood alone: leave --l1, --l2, --firth,"
                    + " --path, --cluster and --errors out.");
        }
    }

    /** Refuses what a loss has not that is no likelihood. */
    void check(Fit what) {
        if (isProfile() && what.family() == null) {
            throw FitCommand.wrong("--intervals profile needs a family, such as --family poisson: " + what.loss()
                    + " has no deviance.");
        }
        boolean student =
                what.model().beside() != Beside.NOTHING && what.loss().name().equals(Catalogue.STUDENT_T.name());
        if (tests != null && what.family() == null && !student) {
            throw FitCommand.wrong(
                    "--tests lr needs a family, such as --family poisson: " + what.loss() + " is no likelihood.");
        }
    }

    boolean isProfile() {
        return intervals.equals("profile");
    }

    /** What is to be said of a fit. */
    FitReport.Asked of(
            Fitted fitted,
            Frame frame,
            Errors errors,
            double level,
            @Nullable Validation validation,
            @Nullable PathReport path) {
        boolean whole = fitted.convergence().converged();
        return new FitReport.Asked(
                errors,
                level,
                isProfile() && whole,
                validation,
                path,
                tests != null && whole ? LikelihoodTests.of(fitted, frame) : null,
                notes(whole));
    }

    /** What is missing where a fit did not converge. */
    List<Note> notes(boolean whole) {
        return whole || (!isProfile() && tests == null)
                ? List.of()
                : List.of(Note.of(Note.Code.NO_GREATEST_LIKELIHOOD));
    }
}
