package org.surprisal.score;

/** What the rule for probability 0 did to the rows of a block: nothing, unless said so. */
final class RuleDecisions {
    private final boolean[] decided = new boolean[Block.SIZE];
    private final boolean[] impossible = new boolean[Block.SIZE];
    private boolean any;

    /** Forgets the last block. */
    void clear() {
        any = false;
    }

    /**
     * Says what the rule did to row i; if it is said of one row of a block, it is said of all.
     *
     * @param byRule whether the rule decided the loss
     * @param withoutRuleInfinite whether the loss would be infinite without the rule
     */
    void set(int i, boolean byRule, boolean withoutRuleInfinite) {
        decided[i] = byRule;
        impossible[i] = withoutRuleInfinite;
        any = true;
    }

    /** Whether the rule decided the loss of row i. */
    boolean decided(int i) {
        return any && decided[i];
    }

    /** Whether the loss of row i would be infinite without the rule. */
    boolean impossible(int i) {
        return any && impossible[i];
    }

    /** Whether the rule looked at the rows at all. */
    boolean any() {
        return any;
    }
}
