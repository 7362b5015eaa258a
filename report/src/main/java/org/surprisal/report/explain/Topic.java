package org.surprisal.report.explain;

import java.util.List;
import java.util.Map;

/** Something that can be explained: the text lies in two files beside, one per language, the figures come from here. */
interface Topic {
    /** The name by which it is asked for and by which its texts are named. */
    String name();

    /** Words, as {@link Topics} spells them, one of each group of which a loose question must contain. */
    List<List<String>> words();

    /**
     * The figures that fill the places of the text.
     *
     * @param example what to compute on
     * @param phrases the sentences of the language that depend on what was computed
     * @throws org.surprisal.score.Unscorable if the example does not hold what the topic needs
     */
    Map<String, Object> figures(Example example, Phrases phrases);
}
