package org.surprisal.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/**
 * What a command takes: its options, and what stands without a name, in the order of the calls. Declared to picocli by
 * code and not by annotations, whose reading takes a good part of a start. Each value goes to where the command wants
 * it once all arguments are understood; one that is not given goes nowhere.
 */
final class Arguments {
    private final CommandSpec spec = CommandSpec.create();
    private final List<Runnable> deliveries = new ArrayList<>();
    private int positions;

    /** An option of one text. */
    Arguments option(String name, String label, Consumer<String> field) {
        return option(name, label, String.class, field);
    }

    /** An option of one value of a type that picocli can read. */
    <T> Arguments option(String name, String label, Class<T> type, Consumer<T> field) {
        return add(
                OptionSpec.builder(name).paramLabel(label).arity("1").type(type).build(),
                value -> field.accept(type.cast(value)));
    }

    /** An option of one text that must be given. */
    Arguments required(String name, String label, Consumer<String> field) {
        return add(
                OptionSpec.builder(name)
                        .paramLabel(label)
                        .arity("1")
                        .required(true)
                        .build(),
                value -> field.accept((String) value));
    }

    /** An option of one text that may be given several times. */
    Arguments repeated(String name, String label, Consumer<String> each) {
        return add(
                OptionSpec.builder(name)
                        .paramLabel(label)
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .build(),
                values -> deliver(values, each));
    }

    /** An option without a value. */
    Arguments flag(String name, Runnable given) {
        return add(OptionSpec.builder(name).type(boolean.class).arity("0").build(), value -> given.run());
    }

    /** One text without a name that must be given. */
    Arguments argument(String label, Consumer<String> field) {
        return positional(label, true, field);
    }

    /** One text without a name that may be left out. */
    Arguments optionalArgument(String label, Consumer<String> field) {
        return positional(label, false, field);
    }

    /** One text or more without names, after all others. */
    Arguments arguments(String label, Consumer<String> each) {
        return add(
                PositionalParamSpec.builder()
                        .index(positions + "..*")
                        .paramLabel(label)
                        .arity("1..*")
                        .required(true)
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .build(),
                values -> deliver(values, each));
    }

    /** Any number of texts without names, after all others. */
    Arguments optionalArguments(String label, Consumer<String> each) {
        return add(
                PositionalParamSpec.builder()
                        .index(positions + "..*")
                        .paramLabel(label)
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .build(),
                values -> deliver(values, each));
    }

    /** The names of the options. */
    List<String> options() {
        return spec.options().stream().map(OptionSpec::longestName).toList();
    }

    /**
     * Understands arguments and delivers their values.
     *
     * @throws ParameterException if they are not what the command takes; nothing is delivered then
     */
    void parse(String... words) {
        String[] plain = Arrays.stream(words).map(Arguments::plain).toArray(String[]::new);
        new CommandLine(spec).setExpandAtFiles(false).parseArgs(plain);
        deliveries.forEach(Runnable::run);
    }

    /** A formula may begin with a sign; a blank before it says that it is no option. */
    private static String plain(String word) {
        boolean formula =
                word.startsWith("-") && !word.startsWith("--") && word.chars().anyMatch(c -> "()*^/".indexOf(c) >= 0);
        return formula ? " " + word : word;
    }

    private Arguments positional(String label, boolean required, Consumer<String> field) {
        return add(
                PositionalParamSpec.builder()
                        .index(String.valueOf(positions++))
                        .paramLabel(label)
                        .arity(required ? "1" : "0..1")
                        .required(required)
                        .type(String.class)
                        .build(),
                value -> field.accept((String) value));
    }

    private Arguments add(CommandLine.Model.ArgSpec argument, Consumer<Object> field) {
        spec.add(argument);
        deliveries.add(() -> {
            if (!argument.stringValues().isEmpty()) {
                field.accept(argument.getValue());
            }
        });
        return this;
    }

    private static void deliver(Object values, Consumer<String> each) {
        for (Object value : (List<?>) values) {
            each.accept((String) value);
        }
    }
}
