package org.surprisal.score;

import java.util.List;

/** The table cannot be scored as asked. The message is one clear sentence with the remedy, meant for a person. */
public final class Unscorable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Choice> choices;

    /**
     * Without choices.
     *
     * @param message one sentence with the remedy
     */
    public Unscorable(String message) {
        this(message, List.of());
    }

    /**
     * With choices that would each work.
     *
     * @param message one sentence with the remedy
     * @param choices ways to go on
     */
    public Unscorable(String message, List<Choice> choices) {
        super(message);
        this.choices = List.copyOf(choices);
    }

    /** Ways to go on, the likeliest first; empty when the message says it all. */
    public List<Choice> choices() {
        return choices;
    }

    /**
     * One way to go on.
     *
     * @param outcome the outcome columns
     * @param prediction the prediction columns
     * @param extra further options and their values in command-line form, such as {@code --positive}, {@code yes}
     */
    public record Choice(List<String> outcome, List<String> prediction, List<String> extra) {}
}
