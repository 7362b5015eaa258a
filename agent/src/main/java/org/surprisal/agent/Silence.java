package org.surprisal.agent;

import java.util.ArrayList;
import java.util.List;

/** Why a recording tells nothing of what was asked for. */
final class Silence {
    private Silence() {}

    /**
     * One sentence for each reason, at the end of the program.
     *
     * @param triggered whether recording began
     */
    static List<String> reasons(Options options, Sites sites, boolean triggered) {
        List<String> reasons = new ArrayList<>();
        if (!sites.anyMethod()
                && !(options.classes().isEmpty() && options.methods().isEmpty())) {
            reasons.add("No method of the program that ran is one of those to record: look at --class and --method.");
            return reasons;
        }
        for (String variable : options.vars()) {
            if (options.level().equals("vars") && !sites.isNamed(variable)) {
                reasons.add("No variable " + variable + " was met in the methods that are recorded: look at --vars.");
            }
        }
        if (!triggered) {
            reasons.add("It never came to `" + options.trigger() + "`, with which recording was to begin.");
        }
        return reasons;
    }
}
