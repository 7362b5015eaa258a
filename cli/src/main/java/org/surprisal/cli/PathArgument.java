package org.surprisal.cli;

import org.surprisal.fit.Fit;
import org.surprisal.fit.Path;
import org.surprisal.fit.design.Frame;
import org.surprisal.report.fit.PathReport;

/** Penalties to be tried, as they are written on the command line. */
final class PathArgument {
    /** The share of the lasso; negative where no path is asked for. */
    double alpha = -1;

    int folds = 10;
    int penalties = 100;
    String choose = "simplest";

    /** What was fitted. */
    record Tried(Path path, PathReport report) {}

    boolean isMeant() {
        return alpha >= 0;
    }

    /** Takes the share of the lasso. */
    void alpha(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw FitCommand.wrong("--path takes the share of the lasso, from 0 (ridge) to 1, not " + share + ".");
        }
        alpha = share;
    }

    /**
     * Refuses what does not go together.
     *
     * @param call what the user said
     * @throws WrongCall if it asks for a path and for something that has none
     */
    void check(FitCommand call) {
        if (!choose.equals("simplest") && !choose.equals("best")) {
            throw FitCommand.wrong("--choose is simplest or best, not '" + choose + "'.");
        }
        if (folds < 2 || penalties < 1) {
            throw FitCommand.wrong("A path needs at least 2 folds and a penalty: --folds 10 --penalties 100.");
        }
        if (isMeant() && (call.l1 > 0 || call.l2 > 0 || call.firth || call.validate != 0)) {
            throw FitCommand.wrong(
                    "--path chooses the penalty by its own folds: leave --l1, --l2, --firth and" + " --validate out.");
        }
    }

    /** Fits all penalties, and chooses one. */
    Tried fit(Fit fit, Frame frame) {
        Path path = fit.path(alpha).count(penalties).folds(folds).to(frame);
        return new Tried(path, PathReport.of(path, alpha, folds, choose.equals("best")));
    }
}
