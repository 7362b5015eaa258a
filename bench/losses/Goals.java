import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What Surprisal wants to be, and whether it is.
final class Goals {
    static final String BANDWIDTH = "plain sum of the bytes";
    static final String PLAIN = "plain Java loop";
    static final String OURS = "Surprisal";
    static final String TWINS = "Surprisal with simd";

    private static final List<String> OURS_AND_PLAIN = List.of(BANDWIDTH, PLAIN, OURS, TWINS);

    private record Goal(String text, double wanted, double reached) {}

    private final List<Goal> goals = new ArrayList<>();

    /// Takes up what came of a task: seconds by title.
    void add(Task task, Map<String, Double> seconds) {
        switch (task.kind()) {
            case PROBABILITY -> {
                if (!task.floats()) {
                    add(task, "of the plain sum's bandwidth", 0.25, seconds.get(BANDWIDTH), seconds.get(TWINS));
                    peers(task, seconds, 6, TWINS);
                    peers(task, seconds, 2.5, OURS);
                }
            }
            case LOGIT -> {
                add(task, "times the plain loop", 8, seconds.get(PLAIN), seconds.get(TWINS));
                peers(task, seconds, 1, TWINS);
            }
            case CLASSES -> peers(task, seconds, 1, TWINS);
            case ROW_LOSS, CLASS_LOSS -> add(task, "times the plain loop", 2, seconds.get(PLAIN), seconds.get(TWINS));
        }
    }

    private void peers(Task task, Map<String, Double> seconds, double wanted, String who) {
        seconds.forEach((title, time) -> {
            // The factors are about TensorFlow; ahead of the others is enough.
            if (!OURS_AND_PLAIN.contains(title)) {
                boolean factor = title.startsWith("TensorFlow");
                if (factor || who.equals(TWINS)) {
                    String without = who.equals(OURS) ? "without simd, " : "";
                    add(task, without + "times " + title, factor ? wanted : 1, time, seconds.get(who));
                }
            }
        });
    }

    private void add(Task task, String text, double wanted, Double theirs, Double ours) {
        if (theirs != null && ours != null) {
            goals.add(new Goal(task.title() + ": " + text, wanted, theirs / ours));
        }
    }

    void print() {
        System.out.printf("%nGoals%n");
        for (Goal goal : goals) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-6s %6.2f of %5.2f  %s%n",
                    goal.reached() >= goal.wanted() ? "met" : "missed",
                    goal.reached(),
                    goal.wanted(),
                    goal.text());
        }
    }
}
