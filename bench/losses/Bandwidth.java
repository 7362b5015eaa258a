import java.util.List;

/// A plain sum over the same bytes: as fast as the memory gives them.
///
/// They are added as integers, which HotSpot does with vectors: a sum of doubles, in their order, waits for the adder.
public final class Bandwidth implements Contender {
    private final Crew crew;

    public Bandwidth(int threads) {
        crew = new Crew(threads);
    }

    @Override
    public List<Pass> prepare(Task task, Rows rows) {
        // The same number of bytes, as words.
        long[] words = new long[(int) (rows.bytes() / 8)];
        for (int i = 0; i < words.length; i++) {
            words[i] = i * 0x9E3779B97F4A7C15L;
        }
        return List.of(crew.pass(words.length, s -> () -> sum(words, s.from(), s.to())));
    }

    private static double sum(long[] words, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += words[i];
        }
        return sum;
    }

    @Override
    public void close() {
        crew.close();
    }
}
