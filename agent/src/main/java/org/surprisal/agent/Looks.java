package org.surprisal.agent;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How objects are shown, by their class: which are followed, and what is read of them. */
final class Looks {
    /** What is read of an object. */
    enum Form {
        ARRAY,
        COLLECTION,
        MAP,
        TEXT,
        FIELDS,
        CONSTANT,
        OPAQUE
    }

    /** How objects of a class are shown: the number of its name, and the fields that are read. */
    record Look(Form form, int name, List<Field> fields) {}

    /** Collections whose contents can be read without running anything but the JDK. */
    private static final Set<String> COLLECTIONS = Set.of(
            "java.util.ArrayList",
            "java.util.LinkedList",
            "java.util.ArrayDeque",
            "java.util.Vector",
            "java.util.Stack",
            "java.util.PriorityQueue",
            "java.util.HashSet",
            "java.util.LinkedHashSet",
            "java.util.TreeSet",
            "java.util.Arrays$ArrayList",
            "java.util.ImmutableCollections$ListN",
            "java.util.ImmutableCollections$List12",
            "java.util.ImmutableCollections$SetN",
            "java.util.ImmutableCollections$Set12",
            "java.util.concurrent.ArrayBlockingQueue",
            "java.util.concurrent.LinkedBlockingQueue",
            "java.util.concurrent.LinkedBlockingDeque",
            "java.util.concurrent.PriorityBlockingQueue",
            "java.util.concurrent.ConcurrentLinkedQueue",
            "java.util.concurrent.ConcurrentLinkedDeque",
            "java.util.concurrent.CopyOnWriteArrayList",
            "java.util.concurrent.ConcurrentSkipListSet");

    private static final Set<String> MAPS = Set.of(
            "java.util.HashMap",
            "java.util.LinkedHashMap",
            "java.util.TreeMap",
            "java.util.IdentityHashMap",
            "java.util.EnumMap",
            "java.util.Hashtable",
            "java.util.ImmutableCollections$MapN",
            "java.util.ImmutableCollections$Map1",
            "java.util.concurrent.ConcurrentHashMap",
            "java.util.concurrent.ConcurrentSkipListMap");

    private static final ClassValue<Boolean> SPEAKS = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            try {
                Class<?> first = type.getMethod("getMessage").getDeclaringClass();
                Class<?> second = type.getMethod("getLocalizedMessage").getDeclaringClass();
                return first.getClassLoader() == null && second.getClassLoader() == null;
            } catch (NoSuchMethodException | LinkageError e) {
                return false;
            }
        }
    };

    private final Session session;
    private final ConcurrentHashMap<String, Integer> names = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Enum<?>, Integer> constants = new ConcurrentHashMap<>();
    private final ClassValue<Look> looks = new ClassValue<>() {
        @Override
        protected Look computeValue(Class<?> type) {
            return look(type);
        }
    };

    Looks(Session session) {
        this.session = session;
    }

    /** Whether to ask an exception for its message runs nothing of the program. */
    static boolean tellsItself(Class<?> type) {
        return SPEAKS.get(type);
    }

    Look of(Class<?> type) {
        return looks.get(type);
    }

    /** What tells a value from others: of what cannot change the value, else the object's number. */
    int mark(Object value) {
        return switch (value) {
            case Integer whole -> whole * 31 + 7;
            case Long whole -> Long.hashCode(whole) * 37;
            case Double real -> Double.hashCode(real);
            case Boolean truth -> truth ? 3 : 5;
            case Character letter -> letter * 41;
            default -> session.identities.of(value).number * 43;
        };
    }

    int name(String text) {
        Integer known = names.get(text);
        return known != null ? known : names.computeIfAbsent(text, name -> session.sites.name(name, null));
    }

    int constant(Enum<?> constant) {
        Integer known = constants.get(constant);
        if (known == null) {
            String type = constant.getDeclaringClass().getName();
            String simple = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
            known = name(simple + "." + constant.name());
            constants.put(constant, known);
        }
        return known;
    }

    private Look look(Class<?> type) {
        String name = type.getTypeName();
        int hidden = name.indexOf('/');
        if (hidden >= 0) {
            name = name.substring(0, hidden);
        }
        if (type.isArray()) {
            return new Look(Form.ARRAY, name(name), List.of());
        }
        if (COLLECTIONS.contains(name)) {
            return new Look(Form.COLLECTION, name(name), List.of());
        }
        if (MAPS.contains(name)) {
            return new Look(Form.MAP, name(name), List.of());
        }
        if (type == StringBuilder.class || type == StringBuffer.class) {
            return new Look(Form.TEXT, name(name), List.of());
        }
        if (Enum.class.isAssignableFrom(type)) {
            return new Look(Form.CONSTANT, name(name), List.of());
        }
        if (type.isHidden() || !session.woven.containsKey(type.getName())) {
            return new Look(Form.OPAQUE, name(name), List.of());
        }
        List<Field> fields = new ArrayList<>();
        for (Class<?> at = type; at != null && session.woven.containsKey(at.getName()); at = at.getSuperclass()) {
            List<Field> own = new ArrayList<>();
            for (Field field : at.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && opened(field)) {
                    own.add(field);
                }
            }
            fields.addAll(0, own);
        }
        List<String> fieldNames = new ArrayList<>();
        for (Field field : fields) {
            fieldNames.add(field.getName());
        }
        return new Look(Form.FIELDS, session.sites.name(name, fieldNames), fields);
    }

    private static boolean opened(Field field) {
        try {
            field.setAccessible(true);
            return true;
        } catch (InaccessibleObjectException e) {
            return false;
        }
    }

    /** Drafts the record of an object that was not told of before. */
    void tell(Object object, Draft draft) {
        Identity identity = session.identities.of(object);
        identity.told = true;
        Look look = of(object.getClass());
        draft.put(Words.OBJECT);
        draft.put(identity.number);
        draft.put(look.name());
        List<@Nullable Object> values = new ArrayList<>();
        int length = read(object, look, values);
        identity.length = length;
        draft.put(length);
        draft.put(values.size());
        for (Object value : values) {
            draft.value(value);
        }
    }

    /** Reads the contents, as many as are kept; returns how many there are. */
    int read(Object object, Look look, List<@Nullable Object> values) {
        int most = session.options.elements();
        return switch (look.form()) {
            case ARRAY -> {
                int length = Array.getLength(object);
                for (int i = 0; i < Math.min(length, most); i++) {
                    values.add(Array.get(object, i));
                }
                yield length;
            }
            case TEXT -> {
                CharSequence text = (CharSequence) object;
                int length = text.length();
                for (int i = 0; i < Math.min(length, most); i++) {
                    values.add(text.charAt(i));
                }
                yield length;
            }
            case COLLECTION -> elements((Collection<?>) object, most, values);
            case MAP -> entries((Map<?, ?>) object, most, values);
            case FIELDS -> {
                for (Field field : look.fields()) {
                    values.add(get(field, object));
                }
                yield values.size();
            }
            case CONSTANT, OPAQUE -> -1;
        };
    }

    private static int elements(Collection<?> collection, int most, List<@Nullable Object> values) {
        try {
            for (Object element : collection) {
                if (values.size() == most) {
                    break;
                }
                values.add(element);
            }
        } catch (RuntimeException e) {
            // Another thread changes it meanwhile: what was read is shown.
            return Math.max(values.size(), collection.size());
        }
        return collection.size();
    }

    private static int entries(Map<?, ?> map, int most, List<@Nullable Object> values) {
        try {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (values.size() >= 2 * most) {
                    break;
                }
                values.add(entry.getKey());
                values.add(entry.getValue());
            }
        } catch (RuntimeException e) {
            return Math.max(values.size() / 2, map.size());
        }
        return map.size();
    }

    private static @Nullable Object get(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a field that was opened is closed: " + field, e);
        }
    }
}
