package org.surprisal.score;

/** Rows of a predicted number and its outcome, each with a weight and a count; their order means nothing. */
interface PairedNumbers {
    /** The number of rows, each with its count. */
    int size();

    /** What was predicted in row i. */
    double prediction(int i);

    /** What came out in row i. */
    double outcome(int i);

    /** What row i weighs; 1 without weights. */
    double weight(int i);

    /** How often row i occurs. */
    long count(int i);

    /** Rows that are kept with what groups them. */
    static PairedNumbers of(KeptRows kept) {
        double[] y = kept.rows().outcome();
        double[] p = kept.rows().prediction()[0];
        return new PairedNumbers() {
            @Override
            public int size() {
                return kept.size();
            }

            @Override
            public double prediction(int i) {
                return p[i];
            }

            @Override
            public double outcome(int i) {
                return y[i];
            }

            @Override
            public double weight(int i) {
                return kept.weight(i);
            }

            @Override
            public long count(int i) {
                return kept.count(i);
            }
        };
    }
}
