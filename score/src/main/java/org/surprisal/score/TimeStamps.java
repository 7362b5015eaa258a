package org.surprisal.score;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The time stamps of a column: all integers, or all dates and timestamps (ISO 8601; without an offset, UTC). */
final class TimeStamps {
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,16}(\\.0+)?");
    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter OFFSET = new DateTimeFormatterBuilder()
            .append(LOCAL)
            .appendOffset("+HH:mm:ss", "Z")
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter SHORT_OFFSET = new DateTimeFormatterBuilder()
            .append(LOCAL)
            .appendOffset("+HHmm", "Z")
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter HOUR_OFFSET = new DateTimeFormatterBuilder()
            .append(LOCAL)
            .appendOffset("+HH", "Z")
            .toFormatter(Locale.ROOT);

    private static final List<Function<String, Instant>> WAYS = List.of(
            text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant(),
            text -> LocalDateTime.parse(text, LOCAL).toInstant(ZoneOffset.UTC),
            text -> OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toInstant(),
            text -> OffsetDateTime.parse(text, OFFSET).toInstant(),
            text -> OffsetDateTime.parse(text, SHORT_OFFSET).toInstant(),
            text -> OffsetDateTime.parse(text, HOUR_OFFSET).toInstant(),
            text -> YearMonth.parse(text).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());

    private TimeStamps() {}

    /** The moment of a text; integers count seconds. Empty if it is no stamp. */
    static Optional<Instant> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        String bare = text.strip();
        if (INTEGER.matcher(bare).matches()) {
            int point = bare.indexOf('.');
            long number = Long.parseLong(point < 0 ? bare : bare.substring(0, point));
            return Optional.of(Instant.ofEpochSecond(number));
        }
        String iso = bare.length() > 10 && bare.charAt(10) == ' ' ? bare.replaceFirst(" ", "T") : bare;
        for (Function<String, Instant> way : WAYS) {
            try {
                return Optional.of(way.apply(iso.replaceFirst(" (?=[+-]\\d)", "")));
            } catch (DateTimeParseException e) {
                // Perhaps it is written in the next way.
            }
        }
        return Optional.empty();
    }

    private static boolean isInteger(String text) {
        return INTEGER.matcher(text.strip()).matches();
    }

    /** Whether a cell is a stamp of the kind, integer or not. */
    static boolean fits(@Nullable String text, boolean integers) {
        return text != null && isInteger(text) == integers && parse(text).isPresent();
    }

    /** Whether most of these stamps are integers. */
    static boolean integers(Partition stamps) {
        long integers = 0;
        for (int row : stamps.group()) {
            String text = stamps.keys().get(row)[0];
            integers += text != null && isInteger(text) ? 1 : -1;
        }
        return integers > 0;
    }

    /** The rows by the order of their moments; equal moments written differently are one. */
    static Partition inOrder(Partition texts) {
        List<Instant> moments = new ArrayList<>();
        texts.keys().forEach(key -> moments.add(parse(key[0]).orElseThrow()));
        List<Instant> order = moments.stream().sorted().distinct().toList();
        Instant[] sorted = order.toArray(Instant[]::new);
        int[] place = moments.stream()
                .mapToInt(moment -> Arrays.binarySearch(sorted, moment))
                .toArray();
        List<@Nullable String[]> keys = order.stream()
                .map(moment -> new @Nullable String[] {moment.toString()})
                .toList();
        return new Partition(
                Arrays.stream(texts.group()).map(group -> place[group]).toArray(), keys);
    }
}
