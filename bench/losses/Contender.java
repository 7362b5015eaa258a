import java.util.List;

/// Who races. A class of this kind is made by its name with the number of threads, in a class loader of its own.
public interface Contender extends AutoCloseable {
    /// Prepares a task on these rows: arrays are copied to where a library wants them before the clock starts.
    ///
    /// @return each way to do it; none if it does not do this
    List<Pass> prepare(Task task, Rows rows);

    @Override
    default void close() {}

    /// A task on some rows, again and again.
    interface Pass extends AutoCloseable {
        /// What sets this way apart from others of the same contender.
        default String way() {
            return "";
        }

        /// Does all the rows so many times.
        void run(int times);

        /// The sum of the losses that the last run came to.
        double total();

        /// The sum of the squares of the gradient that the last run left; NaN without one.
        default double gradient() {
            return Double.NaN;
        }

        @Override
        default void close() {}
    }
}
