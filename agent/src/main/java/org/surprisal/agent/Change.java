package org.surprisal.agent;

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
    /** Nothing but a look-up; it may move the entry of a map that is ordered by look-ups. */
    GET(11),
    /** Of a map just the entry of the first argument. */
    ENTRY(12);

    static final Change[] ALL = values();
    private final int code;

    Change(int code) {
        this.code = code;
    }

    /** Its place in {@link #ALL}. */
    int code() {
        return code;
    }

    /** The change that a call of a collection, a map or a builder makes; null if it is not one of these. */
    static @Nullable Change of(String owner, String name, String descriptor) {
        if (owner.equals("java/lang/StringBuilder") || owner.equals("java/lang/StringBuffer")) {
            return name.startsWith("append") ? APPEND : null;
        }
        if (!owner.startsWith("java/util/")) {
            return null;
        }
        if (name.equals("get") || name.equals("getOrDefault")) {
            return switch (owner) {
                case "java/util/Map", "java/util/HashMap", "java/util/LinkedHashMap", "java/util/SequencedMap" -> GET;
                default -> null;
            };
        }
        return switch (name + descriptor.substring(0, descriptor.indexOf(')') + 1)) {
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
            case "putIfAbsent(Ljava/lang/Object;Ljava/lang/Object;)",
                    "remove(Ljava/lang/Object;)",
                    "merge(Ljava/lang/Object;Ljava/lang/Object;Ljava/util/function/BiFunction;)",
                    "compute(Ljava/lang/Object;Ljava/util/function/BiFunction;)",
                    "computeIfAbsent(Ljava/lang/Object;Ljava/util/function/Function;)",
                    "computeIfPresent(Ljava/lang/Object;Ljava/util/function/BiFunction;)" -> ENTRY;
            default -> null;
        };
    }
}
