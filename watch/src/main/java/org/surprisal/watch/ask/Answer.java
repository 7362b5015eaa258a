package org.surprisal.watch.ask;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Method;
import org.surprisal.watch.Recording;
import org.surprisal.watch.Value;
import org.surprisal.watch.state.Contents;
import org.surprisal.watch.state.State;

/**
 * What a recording says about an expression.
 *
 * @param expression the question
 * @param asked how many steps had a value for it
 * @param points the steps at which the value became another one, of very many only the first
 * @param changes how often it became another one
 * @param broken the first step at which it was false; null if it never was
 */
public record Answer(
        Expression expression,
        long asked,
        List<Point> points,
        long changes,
        @Nullable Point broken) {
    /** As many points are kept. */
    private static final int MOST = 10_000;

    /**
     * A value at a step.
     *
     * @param step the step
     * @param thread the thread
     * @param method where; null outside of every watched method
     * @param line the line that ran
     * @param value the value
     * @param text the value as text
     * @param variables the variables there, as text
     */
    public record Point(
            long step, int thread, @Nullable Method method, int line, Value value, String text, String variables) {}

    private static final class Course {
        private final Expression expression;
        private final List<Point> points = new ArrayList<>();
        private final TreeMap<String, String> lastTexts = new TreeMap<>();
        private long asked;
        private long changes;
        private @Nullable Point broken;

        private Course(Expression expression) {
            this.expression = expression;
        }

        private void after(State state) {
            // A line that left its method has nothing to say of the method that it returned to.
            Value value = state.isWithin() ? expression.in(state) : null;
            if (value == null) {
                return;
            }
            asked++;
            String text = Contents.of(value, state, 200);
            String where = String.valueOf(state.method());
            boolean breaks = broken == null && value.equals(new Value.Truth(false));
            boolean changed = !text.equals(lastTexts.put(where, text));
            if (!breaks && !changed) {
                return;
            }
            Point point = new Point(
                    state.step(), state.thread(), state.method(), state.line(), value, text, variables(state));
            broken = breaks ? point : broken;
            if (changed && ++changes <= MOST) {
                points.add(point);
            }
        }

        private static String variables(State state) {
            StringBuilder text = new StringBuilder();
            var frame = state.frame();
            if (frame != null) {
                frame.variables()
                        .forEach((name, value) -> text.append(text.isEmpty() ? "" : ", ")
                                .append(name)
                                .append(" = ")
                                .append(Contents.of(value, state, 60)));
            }
            return text.toString();
        }
    }

    /**
     * Asks a recording, in one reading.
     *
     * @param recording the recording
     * @param expressions the questions
     * @return an answer each
     * @throws IOException if the recording cannot be read
     */
    public static List<Answer> of(Recording recording, List<Expression> expressions) throws IOException {
        List<Course> courses = expressions.stream().map(Course::new).toList();
        State state = new State();
        recording.events(event -> {
            if (event.step() != state.step()) {
                courses.forEach(course -> course.after(state));
            }
            state.apply(event);
        });
        courses.forEach(course -> course.after(state));
        return courses.stream()
                .map(course ->
                        new Answer(course.expression, course.asked, course.points, course.changes, course.broken))
                .toList();
    }
}
