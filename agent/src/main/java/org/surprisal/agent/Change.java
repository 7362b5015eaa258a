package org.surprisal.agent;

import java.lang.constant.ClassDesc;
import org.jspecify.annotations.Nullable;

/** What a call of the JDK changes, found by owner, name and descriptor alone. */
enum Change {
    /** {@code set(i, v)}. */
    SET(0),
    /** Added at the end, or somewhere if the collection has no order. */
    ADD(1),
    /** Added at the front. */
    FRONT(2),
    /** {@code push}: at the end of a stack, at the front of a deque. */
    PUSH(3),
    /** {@code add(i, v)}. */
    INSERT(4),
    /** {@code remove(i)}. */
    REMOVE_AT(5),
    /** Taken from the front. */
    POLL(6),
    /** {@code pop}: from the end of a stack, from the front of a deque. */
    POP(7),
    /** Taken from the end. */
    POLL_LAST(8),
    /** {@code put(k, v)}. */
    PUT(9),
    /** {@code append}: a builder is longer. */
    APPEND(10),
    /** The receiver has changed somehow. */
    RECEIVER(11),
    /** What the first argument names has changed somehow. */
    FIRST(12),
    /** What the third argument names has changed: {@code arraycopy}. */
    COPY(13);

    static final Change[] ALL = values();
    private final int code;

    Change(int code) {
        this.code = code;
    }

    /** Its place in {@link #ALL}. */
    int code() {
        return code;
    }

    static @Nullable Change of(ClassDesc ownerType, String name, String descriptor, boolean isStatic) {
        String owner = ownerType.descriptorString();
        String arguments = descriptor.substring(0, descriptor.indexOf(')') + 1);
        if (isStatic) {
            return ofStatic(owner, name);
        }
        if (owner.equals("Ljava/lang/StringBuilder;") || owner.equals("Ljava/lang/StringBuffer;")) {
            return switch (name) {
                case "append", "appendCodePoint" -> APPEND;
                case "insert", "delete", "deleteCharAt", "reverse", "replace", "setLength", "setCharAt", "repeat" ->
                    RECEIVER;
                default -> null;
            };
        }
        if (name.equals("getChars") && owner.startsWith("Ljava/lang/String")) {
            return COPY;
        }
        if (name.equals("nextBytes")
                || (name.startsWith("read") && arguments.startsWith("([") && owner.startsWith("Ljava/io/"))) {
            return FIRST;
        }
        return owner.startsWith("Ljava/util/") ? ofCollection(name, arguments) : null;
    }

    private static @Nullable Change ofStatic(String owner, String name) {
        return switch (owner) {
            case "Ljava/lang/System;" -> name.equals("arraycopy") ? COPY : null;
            case "Ljava/util/Arrays;" ->
                name.startsWith("fill")
                                || name.startsWith("sort")
                                || name.startsWith("setAll")
                                || name.startsWith("parallel")
                        ? FIRST
                        : null;
            case "Ljava/util/Collections;" ->
                switch (name) {
                    case "sort", "reverse", "shuffle", "swap", "rotate", "fill", "addAll", "replaceAll", "copy" ->
                        FIRST;
                    default -> null;
                };
            default -> null;
        };
    }

    private static @Nullable Change ofCollection(String name, String arguments) {
        return switch (name + arguments) {
            case "set(ILjava/lang/Object;)" -> SET;
            case "add(Ljava/lang/Object;)",
                    "addElement(Ljava/lang/Object;)",
                    "addLast(Ljava/lang/Object;)",
                    "offer(Ljava/lang/Object;)",
                    "offerLast(Ljava/lang/Object;)" -> ADD;
            case "addFirst(Ljava/lang/Object;)", "offerFirst(Ljava/lang/Object;)" -> FRONT;
            case "push(Ljava/lang/Object;)" -> PUSH;
            case "add(ILjava/lang/Object;)" -> INSERT;
            case "remove(I)" -> REMOVE_AT;
            case "poll()", "pollFirst()", "remove()", "removeFirst()" -> POLL;
            case "pop()" -> POP;
            case "pollLast()", "removeLast()" -> POLL_LAST;
            case "put(Ljava/lang/Object;Ljava/lang/Object;)" -> PUT;
            default ->
                switch (name) {
                    case "remove",
                            "clear",
                            "addAll",
                            "removeAll",
                            "retainAll",
                            "removeIf",
                            "replaceAll",
                            "sort",
                            "putAll",
                            "putIfAbsent",
                            "putFirst",
                            "putLast",
                            "compute",
                            "computeIfAbsent",
                            "computeIfPresent",
                            "merge",
                            "replace",
                            "take",
                            "takeFirst",
                            "takeLast",
                            "putElement",
                            "pollFirstEntry",
                            "pollLastEntry",
                            "removeElement",
                            "removeElementAt",
                            "insertElementAt",
                            "setElementAt",
                            "removeAllElements",
                            "setSize",
                            "removeFirstOccurrence",
                            "removeLastOccurrence",
                            "push",
                            "set",
                            "add",
                            "put",
                            "offer",
                            "poll" -> RECEIVER;
                    case "toArray", "drainTo" -> arguments.equals("()") ? null : FIRST;
                    default -> null;
                };
        };
    }
}
