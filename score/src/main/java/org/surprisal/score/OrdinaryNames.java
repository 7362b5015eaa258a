package org.surprisal.score;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a column's name says about its role. Case, underscores, hyphens, dots, blanks and digits at the end do not
 * count, and a name may carry further words: {@code elo_prob1} is read like {@code prob}.
 */
final class OrdinaryNames {
    /** What a name says. */
    enum Role {
        /** The column holds what happened. */
        OUTCOME,
        /** The column holds what was forecast. */
        PREDICTION,
        /** The name does not say. */
        UNKNOWN
    }

    /**
     * A role and whether the whole name says so or only a word in it.
     *
     * @param role what the name says
     * @param whole true for an ordinary name, false for a name that contains one
     */
    record Reading(Role role, boolean whole) {}

    private static final Reading NOTHING = new Reading(Role.UNKNOWN, false);

    private static final Set<String> OUTCOME = Set.of(
            "outcome",
            "outcomes",
            "label",
            "labels",
            "y",
            "ytrue",
            "truth",
            "groundtruth",
            "target",
            "targets",
            "actual",
            "actuals",
            "observed",
            "observation",
            "obs",
            "result",
            "response",
            "yactual",
            "ytest",
            "yobs",
            "truelabel",
            "actuallabel",
            "targetlabel",
            "trueclass",
            "actualclass",
            "trueoutcome",
            "actualoutcome",
            "trueclasslabel",
            "actualvalue",
            "truevalue",
            "event",
            "class",
            "resolution",
            "reality",
            "happened",
            "真实值",
            "标签",
            "真实标签",
            "实际值",
            "实际",
            "实际标签",
            "真实",
            "真值",
            "结果",
            "实际结果",
            "真实结果",
            "目标",
            "目标值",
            "观测值",
            "观测",
            "类别",
            "真实类别",
            "实际类别");

    private static final Set<String> PREDICTION = Set.of(
            "probability",
            "probabilities",
            "prob",
            "probs",
            "p",
            "proba",
            "prediction",
            "predictions",
            "pred",
            "preds",
            "predicted",
            "ypred",
            "yprob",
            "yproba",
            "yscore",
            "yhat",
            "ypredicted",
            "ypredproba",
            "ypredprob",
            "yprediction",
            "predictedprobability",
            "predictedprob",
            "predictedproba",
            "predictionprobability",
            "predprob",
            "predproba",
            "predictproba",
            "predictedvalue",
            "predictedmean",
            "predictedscore",
            "predictedlabel",
            "predlabel",
            "predictedclass",
            "predclass",
            "predictionscore",
            "phat",
            "score",
            "scores",
            "forecast",
            "forecasts",
            "forecasted",
            "fcst",
            "frcst",
            "confidence",
            "estimate",
            "estimated",
            "fitted",
            "logit",
            "logits",
            "modeloutput",
            "modelscore",
            "modelprob",
            "预测概率",
            "预测值",
            "概率",
            "预测",
            "预测结果",
            "预测得分",
            "预测分数",
            "得分",
            "分数",
            "置信度",
            "估计值",
            "预测标签",
            "预测类别",
            "正类概率");

    /** A name that begins with one of these is a forecast, whatever follows: {@code predicted_outcome}. */
    private static final Set<String> FORECAST_FIRST = Set.of(
            "pred", "predicted", "prediction", "predict", "forecast", "forecasted", "fcst", "estimated", "model");

    /** Names with one of these words promise probabilities, so 0 and 1 alone are probabilities too. */
    private static final Set<String> PROBABILITY_WORDS =
            Set.of("p", "phat", "prob", "probs", "proba", "probability", "probabilities", "yprob", "yproba");

    private static final Pattern SEPARATORS = Pattern.compile("[_\\-.\\s]+");
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z])(?=[A-Z])");
    private static final Pattern END_DIGITS = Pattern.compile("\\d+$");

    private OrdinaryNames() {}

    /**
     * Reads a name.
     *
     * @param name a column's name
     * @return the role and how plainly the name says it
     */
    static Reading read(String name) {
        String whole = plain(name);
        if (OUTCOME.contains(whole)) {
            return new Reading(Role.OUTCOME, true);
        }
        if (PREDICTION.contains(whole)) {
            return new Reading(Role.PREDICTION, true);
        }
        Role role = partly(words(name));
        if (role == Role.UNKNOWN) {
            role = chinese(name);
        }
        return role == Role.UNKNOWN ? NOTHING : new Reading(role, false);
    }

    /**
     * What a prediction's name says it predicts: {@code price} for {@code predicted_price} and {@code price_hat}.
     *
     * @param name a column's name
     * @return the rest of the name in lower case and without separators; empty when nothing is left
     */
    static String stem(String name) {
        List<String> words = SEPARATORS
                .splitAsStream(CAMEL.matcher(name).replaceAll("_"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
        return String.join("", words.stream().filter(word -> !isForecast(word)).toList())
                .replaceAll("预测|概率|值", "");
    }

    /** The spelling by which names are compared: lower case, without separators. */
    static String plain(String name) {
        return SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static boolean isForecast(String word) {
        return word.equals("hat") || FORECAST_FIRST.contains(word) || PREDICTION.contains(word);
    }

    /** Whether the name promises probabilities rather than hard labels. */
    static boolean saysProbability(String name) {
        return name.contains("概率") || words(name).stream().anyMatch(PROBABILITY_WORDS::contains);
    }

    private static Role partly(List<String> words) {
        if (words.isEmpty()) {
            return Role.UNKNOWN;
        }
        boolean hat = words.getLast().equals("hat");
        if (words.size() > 1 && (hat || FORECAST_FIRST.contains(words.getFirst()))) {
            return Role.PREDICTION;
        }
        for (int from = 0; from < words.size(); from++) {
            Role role = roleOf(String.join("", words.subList(from, words.size())));
            if (role != Role.UNKNOWN) {
                return role;
            }
        }
        return roleOf(words.getFirst());
    }

    /** One letter says something only as a whole name: {@code p_value} is no forecast. */
    private static Role roleOf(String word) {
        if (word.length() == 1 && word.charAt(0) < 128) {
            return Role.UNKNOWN;
        }
        return OUTCOME.contains(word) ? Role.OUTCOME : PREDICTION.contains(word) ? Role.PREDICTION : Role.UNKNOWN;
    }

    private static Role chinese(String name) {
        if (name.contains("预测") || name.contains("概率")) {
            return Role.PREDICTION;
        }
        for (String word : List.of("真实", "实际", "标签", "观测", "目标", "结果")) {
            if (name.contains(word)) {
                return Role.OUTCOME;
            }
        }
        return Role.UNKNOWN;
    }

    private static List<String> words(String name) {
        return SEPARATORS
                .splitAsStream(CAMEL.matcher(name).replaceAll("_"))
                .map(word -> END_DIGITS.matcher(word.toLowerCase(Locale.ROOT)).replaceAll(""))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
