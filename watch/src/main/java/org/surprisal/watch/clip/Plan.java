package org.surprisal.watch.clip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.surprisal.watch.Event;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Method;
import org.surprisal.watch.Recording;
import org.surprisal.watch.Value;
import org.surprisal.watch.View;

/**
 * Which steps a clip shows: those that change something, of very many a selection at even distances, so that it lasts
 * no longer than one likes to look.
 *
 * @param steps the steps in their order
 * @param fps frames per second
 * @param plotted the variables whose course is drawn
 * @param hasOutput whether the program prints in these steps
 */
record Plan(List<Long> steps, int fps, List<Plotted> plotted, boolean hasOutput) {
    private static final int SECONDS = 24;
    private static final int SLOWEST = 2;
    private static final int FASTEST = 10;
    private static final int FEWEST_POINTS = 8;
    private static final int MOST_PLOTS = 2;
    private static final int MOST_STEPS = 1 << 20;

    /**
     * A variable whose course is drawn.
     *
     * @param method where; of values named outside of every method one without a name
     * @param variable its name
     */
    record Plotted(String method, String variable) {
        static Plotted of(Event event) {
            return new Plotted(name(event.method()), String.valueOf(event.variable()));
        }

        private static String name(@org.jspecify.annotations.Nullable Method method) {
            return method == null ? "" : method.type() + "." + method.name();
        }
    }

    private static final class Reading {
        private final List<Long> steps = new ArrayList<>();
        private final Map<Plotted, Integer> reals = new HashMap<>();
        private long stride = 1;
        private long seen;
        private long step = -1;
        private boolean output;

        private void add(Event event) {
            if (event.kind() == Kind.WRITE && event.value() instanceof Value.Real) {
                reals.merge(Plotted.of(event), 1, Integer::sum);
            }
            output |= event.kind() == Kind.OUTPUT;
            boolean shows = switch (event.kind()) {
                case WRITE, ELEMENT, INSERT, REMOVE, CONTENTS, FIELD, OUTPUT, THROW -> true;
                case LINE, OBJECT, ENTER, EXIT, THREAD -> false;
            };
            if (shows && event.step() != step) {
                step = event.step();
                if (seen++ % stride == 0) {
                    steps.add(step);
                }
                if (steps.size() > MOST_STEPS) {
                    for (int i = steps.size() / 2 - 1; i >= 0; i--) {
                        steps.set(i, steps.get(2 * i));
                    }
                    steps.subList(steps.size() / 2, steps.size()).clear();
                    stride *= 2;
                }
            }
        }
    }

    static Plan of(Recording recording, ClipOptions options) throws IOException {
        Reading reading = new Reading();
        long[] last = new long[1];
        recording.events(options.first(), options.last(), event -> {
            reading.add(event);
            last[0] = event.step();
        });
        List<Long> steps = reading.steps;
        if (steps.isEmpty() || steps.getLast() < last[0]) {
            steps.add(last[0]);
        }
        int fps = options.fps() > 0 ? options.fps() : Math.clamp(steps.size() / (SECONDS / 2), SLOWEST, FASTEST);
        int most = Math.max(2, fps * SECONDS);
        if (steps.size() > most) {
            List<Long> all = steps;
            steps = new ArrayList<>();
            for (int i = 0; i < most; i++) {
                steps.add(all.get((int) ((long) i * (all.size() - 1) / (most - 1))));
            }
        }
        return new Plan(steps, fps, plotted(recording, reading.reals), reading.output);
    }

    /** What is told to be plotted, else the numbers that are written least often, such as a loss per round. */
    private static List<Plotted> plotted(Recording recording, Map<Plotted, Integer> reals) {
        List<Plotted> told = new ArrayList<>();
        List<Plotted> hidden = new ArrayList<>();
        for (View view : recording.views()) {
            Plotted one = new Plotted(Plotted.name(view.method()), view.variable());
            if (view.as().equals("plot") && !told.contains(one)) {
                told.add(one);
            } else if (!view.as().equals("plot")) {
                hidden.add(one);
            }
        }
        reals.entrySet().stream()
                .filter(one -> one.getValue() >= FEWEST_POINTS && !hidden.contains(one.getKey()))
                .sorted(Map.Entry.<Plotted, Integer>comparingByValue()
                        .thenComparing(one -> one.getKey().method())
                        .thenComparing(one -> one.getKey().variable(), Comparator.naturalOrder()))
                .map(Map.Entry::getKey)
                .filter(one -> !told.contains(one))
                .forEach(told::add);
        return List.copyOf(told.subList(0, Math.min(MOST_PLOTS, told.size())));
    }
}
