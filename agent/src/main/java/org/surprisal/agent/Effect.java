package org.surprisal.agent;

import java.util.Set;

/**
 * What a call may do to the contents of arrays, collections, maps and builders, as far as it can be seen from outside.
 */
sealed interface Effect {
    /** Nothing, or what it does records itself. */
    record Nothing() implements Effect {}

    /** Just this. */
    record Known(Change change) implements Effect {}

    /** A range of the third argument is written. */
    record Copy() implements Effect {}

    /** What it returns is a view of its receiver, or of its first argument. */
    record View(boolean ofArgument) implements Effect {}

    /**
     * Anything: the contents have to be compared.
     *
     * @param how {@link Follow#DEEP}, {@link Follow#KEPT}
     * @param receiver whether the receiver may change, and not only the arguments
     */
    record Any(int how, boolean receiver) implements Effect {}

    Effect NOTHING = new Nothing();

    /** Methods of collections, maps, iterators and builders that change nothing. */
    Set<String> READERS = Set.of(
            "size",
            "isEmpty",
            "length",
            "charAt",
            "element",
            "first",
            "last",
            "indexOf",
            "lastIndexOf",
            "hasNext",
            "hasPrevious",
            "next",
            "previous",
            "nextIndex",
            "previousIndex",
            "hasMoreElements",
            "nextElement",
            "nextInt",
            "hashCode",
            "equals",
            "toString",
            "comparator",
            "capacity",
            "firstKey",
            "lastKey",
            "firstEntry",
            "lastEntry",
            "firstElement",
            "lastElement",
            "elementAt",
            "floor",
            "ceiling",
            "higher",
            "lower",
            "floorKey",
            "ceilingKey",
            "higherKey",
            "lowerKey",
            "floorEntry",
            "ceilingEntry",
            "higherEntry",
            "lowerEntry",
            "substring",
            "subSequence",
            "compareTo",
            "codePointAt",
            "clone",
            "of",
            "copyOf",
            "entry",
            "search",
            "remainingCapacity",
            "empty",
            "ensureCapacity",
            "trimToSize",
            "mappingCount");

    /** Methods that return a view of their receiver, or go through it. */
    Set<String> VIEWS = Set.of(
            "iterator",
            "listIterator",
            "descendingIterator",
            "spliterator",
            "keySet",
            "navigableKeySet",
            "descendingKeySet",
            "values",
            "entrySet",
            "sequencedKeySet",
            "sequencedValues",
            "sequencedEntrySet",
            "descendingMap",
            "headMap",
            "tailMap",
            "subMap",
            "headSet",
            "tailSet",
            "subSet",
            "descendingSet",
            "subList",
            "reversed",
            "elements",
            "keys",
            "stream",
            "parallelStream");

    /** The effect of calling a method of the JDK. */
    static Effect ofPlatform(String owner, String name, String descriptor, boolean isStatic) {
        if (name.equals("<init>")) {
            return NOTHING;
        }
        if (owner.startsWith("java/util/function/")
                || owner.equals("java/lang/Runnable")
                || owner.equals("java/util/concurrent/Callable")) {
            return new Any(Follow.DEEP | Follow.RUNS, false);
        }
        if (owner.startsWith("java/util/")) {
            return ofUtilities(owner, name, descriptor, isStatic);
        }
        if (owner.equals("java/lang/StringBuilder") || owner.equals("java/lang/StringBuffer")) {
            Change change = Change.of(owner, name, descriptor);
            return change != null ? new Known(change) : READERS.contains(name) ? NOTHING : new Any(0, true);
        }
        if (owner.equals("java/lang/System") && name.equals("arraycopy")) {
            return new Copy();
        }
        boolean buffers = owner.startsWith("java/nio/") && !owner.startsWith("java/nio/file/");
        if (owner.startsWith("java/lang/invoke/") || buffers) {
            return new Any(Follow.KEPT | Follow.DEEP | Follow.RUNS, true);
        }
        if (owner.startsWith("java/lang/reflect/")) {
            return new Any(Follow.DEEP | Follow.RUNS, false);
        }
        if (owner.equals("java/lang/String")) {
            return name.equals("getChars") || name.equals("getBytes") ? new Any(0, false) : NOTHING;
        }
        boolean quiet = owner.startsWith("java/lang/")
                || owner.startsWith("java/math/")
                || owner.startsWith("java/time/")
                || owner.equals("java/io/PrintStream")
                || owner.equals("java/io/PrintWriter");
        boolean runs = owner.equals("java/lang/Iterable") || owner.equals("java/lang/Thread");
        return quiet && !runs ? NOTHING : new Any(runs ? Follow.DEEP | Follow.RUNS : 0, true);
    }

    private static Effect ofUtilities(String owner, String name, String descriptor, boolean isStatic) {
        switch (owner) {
            case "java/util/Arrays" -> {
                return switch (name) {
                    case "asList", "stream" -> new View(true);
                    case "sort", "fill", "setAll", "parallelSort", "parallelPrefix", "parallelSetAll" ->
                        new Any(0, false);
                    default -> NOTHING;
                };
            }
            case "java/util/Collections" -> {
                return switch (name) {
                    case "sort", "reverse", "shuffle", "swap", "rotate", "fill", "addAll", "replaceAll", "copy" ->
                        new Any(0, false);
                    default ->
                        name.startsWith("unmodifiable")
                                        || name.startsWith("synchronized")
                                        || name.startsWith("checked")
                                        || name.startsWith("new")
                                        || name.equals("enumeration")
                                        || name.equals("asLifoQueue")
                                ? new View(true)
                                : NOTHING;
                };
            }
            case "java/util/Objects",
                    "java/util/Optional",
                    "java/util/OptionalInt",
                    "java/util/Scanner",
                    "java/util/StringJoiner",
                    "java/util/UUID",
                    "java/util/BitSet" -> {
                return NOTHING;
            }
            default -> {}
        }
        if (isStatic) {
            return READERS.contains(name) ? NOTHING : new Any(0, true);
        }
        if (owner.startsWith("java/util/stream/")) {
            return descriptor.endsWith("Stream;") ? new View(false) : new Any(Follow.DEEP | Follow.RUNS, true);
        }
        Change change = Change.of(owner, name, descriptor);
        if (change != null) {
            return new Known(change);
        }
        if (VIEWS.contains(name)) {
            return new View(false);
        }
        boolean reads = READERS.contains(name)
                || name.startsWith("get")
                || name.startsWith("peek")
                || name.startsWith("contains")
                || descriptor.startsWith("()[");
        if (reads && (!owner.startsWith("java/util/concurrent/") || !name.equals("get") || owner.endsWith("Map"))) {
            return NOTHING;
        }
        boolean runs = descriptor.contains("Ljava/util/function/");
        return new Any(runs ? Follow.DEEP | Follow.RUNS : 0, true);
    }

    /** Whether values of a type may be, or lead to, what is followed. */
    static boolean mayHold(String descriptor) {
        if (descriptor.startsWith("[")) {
            return true;
        }
        if (!descriptor.startsWith("L")) {
            return false;
        }
        String type = descriptor.substring(1, descriptor.length() - 1);
        if (!type.startsWith("java/")) {
            return true;
        }
        if (type.startsWith("java/util/")) {
            return !type.startsWith("java/util/function/")
                    && !type.startsWith("java/util/concurrent/atomic/")
                    && !type.startsWith("java/util/concurrent/locks/")
                    && !type.endsWith("Comparator")
                    && !type.endsWith("Random")
                    && !type.endsWith("Locale")
                    && !type.endsWith("Collector");
        }
        return switch (type) {
            case "java/lang/Object",
                    "java/lang/Iterable",
                    "java/lang/CharSequence",
                    "java/lang/StringBuilder",
                    "java/lang/StringBuffer",
                    "java/lang/Appendable",
                    "java/lang/Comparable",
                    "java/lang/Cloneable",
                    "java/io/Serializable" -> true;
            default -> false;
        };
    }
}
