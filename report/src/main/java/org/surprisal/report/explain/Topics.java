package org.surprisal.report.explain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.surprisal.report.Page;

/** What can be explained. */
public final class Topics {
    private static final List<Topic> ALL = List.of(
            new LogLossAndCrossEntropy(),
            new LogLikelihood(),
            new PoissonGaussian(),
            new CustomLoss(),
            new SigmoidGradient(),
            new LeastSquares());

    private Topics() {}

    /** The names of all topics. */
    public static List<String> names() {
        return ALL.stream().map(Topic::name).toList();
    }

    /** The title of a topic in the language of a page. */
    public static String title(String name, Page page) {
        return Article.read(name, page.language()).title();
    }

    /**
     * Finds a topic by its name or by a loose question in English or Chinese.
     *
     * @param question such as {@code log-loss-vs-cross-entropy} or {@code 对数损失和交叉熵损失的区别}
     * @return the topic's name
     */
    public static Optional<String> find(String question) {
        String asked = letters(question);
        for (Topic topic : ALL) {
            if (letters(topic.name()).equals(asked)) {
                return Optional.of(topic.name());
            }
        }
        return ALL.stream()
                .filter(topic ->
                        topic.words().stream().allMatch(group -> group.stream().anyMatch(asked::contains)))
                .map(Topic::name)
                .findFirst();
    }

    /**
     * Explains a topic.
     *
     * @param name one of {@link #names()}
     * @param example what to compute on
     * @param page what to write on
     * @return lines, each ended by a line feed
     * @throws org.surprisal.score.Unscorable if the example does not hold what the topic needs
     */
    public static String explain(String name, Example example, Page page) {
        Topic topic = ALL.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no topic " + name + "."));
        return Article.read(name, page.language()).text(topic.figures(example, new Phrases(page)), page);
    }

    /** A question in lower case without anything that is no letter. */
    private static String letters(String question) {
        return question.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
