/// What is computed.
///
/// @param kind which of the tasks
/// @param loss the name of the catalogue's loss
/// @param floats whether predictions and gradients are floats, else doubles
/// @param rows how many
/// @param classes how many predictions a row has
public record Task(Kind kind, String loss, boolean floats, int rows, int classes) {
    /// The tasks.
    public enum Kind {
        /// The total of the log loss: outcomes are bytes, predictions probabilities.
        PROBABILITY,
        /// The log loss of each row and its gradient: outcomes are bytes, predictions logits.
        LOGIT,
        /// The cross-entropy of each row and its gradient: outcomes are class numbers, predictions the rows of a matrix
        /// of scores.
        CLASSES,
        /// The total of a row loss: outcomes and predictions are doubles.
        ROW_LOSS,
        /// The total of a class loss: outcomes are class numbers, predictions one column per class.
        CLASS_LOSS
    }

    /// How many predictions there are.
    public int elements() {
        return rows * classes;
    }

    /// What it is called in the table.
    public String title() {
        String what = switch (kind) {
            case PROBABILITY -> "log loss of probabilities, total";
            case LOGIT -> "log loss of logits, each with its gradient";
            case CLASSES -> "cross-entropy of " + classes + " scores, each with its gradient";
            case ROW_LOSS -> loss + ", total";
            case CLASS_LOSS -> loss + " of " + classes + " classes, total";
        };
        return String.format("%s, %s, %,d rows", what, floats ? "float" : "double", rows);
    }
}
