package org.surprisal.score;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Inference.Meaning;

/**
 * A reference prediction that was given, one for all rows or one in each: its losses beside those of the predictions.
 */
final class GivenReference {
    private final @Nullable Double everywhere;
    private final boolean weighted;
    private final Map<String, PairedLoss> byName = new LinkedHashMap<>();
    private final Map<String, Meaning> meanings = new LinkedHashMap<>();

    private GivenReference(Plan plan) {
        everywhere = plan.referenceValue();
        weighted = plan.weighted();
    }

    /** The reference of a plan, or null if it gives none. */
    static @Nullable GivenReference of(Plan plan) {
        return plan.hasReference() || plan.referenceValue() != null ? new GivenReference(plan) : null;
    }

    /** Says which mean loss is to be compared; in the order in which a reader wants them. */
    GivenReference compare(String name, Meaning meaning) {
        byName.put(name, new PairedLoss(weighted));
        meanings.put(name, meaning);
        return this;
    }

    /** What kind of reference it is: {@code value} or {@code column}. */
    String name() {
        return everywhere == null ? "column" : "value";
    }

    /** The reference predictions of a block. */
    double[] predictions(Block rows) {
        if (everywhere != null) {
            Arrays.fill(rows.reference, 0, rows.size(), everywhere);
        }
        return rows.reference;
    }

    /** Adds the losses of a block: l of the predictions, r of the reference. */
    void add(String name, double[] l, double[] r, Block rows) {
        paired(name).add(l, r, rows);
    }

    /** Takes what another state of the same reference has seen. */
    void merge(GivenReference other) {
        byName.forEach((name, paired) -> paired.merge(other.paired(name)));
    }

    private PairedLoss paired(String name) {
        return Objects.requireNonNull(byName.get(name), name);
    }

    /** Adds the scores of the reference, and the skill of the predictions against it, given the predictions' scores. */
    void put(
            Map<String, Estimate> reference,
            Map<String, Estimate> skill,
            Inference inference,
            Map<String, Estimate> scores) {
        meanings.forEach((name, meaning) -> {
            Estimate score = Objects.requireNonNull(scores.get(name), name);
            reference.put(name, paired(name).reference(inference, meaning));
            skill.put(name, paired(name).skill(inference, score, meaning));
        });
    }
}
