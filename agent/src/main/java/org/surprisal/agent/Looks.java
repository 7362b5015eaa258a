package org.surprisal.agent;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
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

    /**
     * How objects of a class are shown: the number of its name, the fields that are read, and of collections and maps
     * the class of the JDK that holds the contents, which is the class itself or one that it extends.
     */
    record Look(Form form, int name, List<Field> fields, Class<?> base, boolean own) {
        boolean set() {
            return Set.class.isAssignableFrom(base);
        }

        /** Whether the order of a map's entries is that of what was done. */
        boolean ordered() {
            return LinkedHashMap.class.isAssignableFrom(base);
        }

        /** Whether several threads may change it at once. */
        boolean shared() {
            return base.getName().startsWith("java.util.concurrent.");
        }

        /** Whether it has contents that calls change. */
        boolean holds() {
            return form == Form.ARRAY || form == Form.COLLECTION || form == Form.MAP || form == Form.TEXT;
        }

        int size(Object object) {
            if (own) {
                return Insides.size(object, base);
            }
            return object instanceof Map<?, ?> map ? map.size() : ((Collection<?>) object).size();
        }
    }

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
            return look(Form.ARRAY, name(name), type);
        }
        if (type == StringBuilder.class || type == StringBuffer.class) {
            return look(Form.TEXT, name(name), type);
        }
        if (Enum.class.isAssignableFrom(type)) {
            return look(Form.CONSTANT, name(name), type);
        }
        Class<?> base = base(type);
        if (base != null) {
            // The name says what the class extends: readers see by it what has entries.
            String shown = base == type ? name : name + " (" + base.getSimpleName() + ")";
            Form form = Map.class.isAssignableFrom(base) ? Form.MAP : Form.COLLECTION;
            return new Look(form, name(shown), List.of(), base, base != type);
        }
        if (type.isHidden() || !session.woven.containsKey(type.getName())) {
            return look(Form.OPAQUE, name(name), type);
        }
        List<Field> fields = new ArrayList<>();
        for (Class<?> at = type; at != null && session.woven.containsKey(at.getName()); at = at.getSuperclass()) {
            List<Field> own = new ArrayList<>();
            for (Field field : at.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !field.isSynthetic()
                        && !session.sources.ignores(at.getName(), field.getName())
                        && opened(field)) {
                    own.add(field);
                }
            }
            fields.addAll(0, own);
        }
        List<String> fieldNames = new ArrayList<>();
        for (Field field : fields) {
            fieldNames.add(field.getName());
        }
        return new Look(Form.FIELDS, session.sites.name(name, fieldNames), fields, type, false);
    }

    private static Look look(Form form, int name, Class<?> type) {
        return new Look(form, name, List.of(), type, false);
    }

    /** The collection or map of the JDK that a class is, or extends; null if none can be read. */
    private static @Nullable Class<?> base(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            if (COLLECTIONS.contains(at.getName()) || MAPS.contains(at.getName())) {
                boolean foreign = type.getClassLoader() != null;
                return at == type || (foreign && Insides.open(at)) ? at : null;
            }
        }
        return null;
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
        identity.told = session.era;
        session.tellings++;
        Look look = of(object.getClass());
        draft.put(Words.OBJECT);
        draft.put(identity.number);
        draft.put(look.name());
        if (object instanceof int[] numbers) {
            // The commonest one by a path of its own, which makes no object of each number.
            int kept = Math.min(numbers.length, session.options.elements());
            draft.put(numbers.length);
            draft.put(kept);
            for (int i = 0; i < kept; i++) {
                draft.put(Words.INT);
                draft.put(numbers[i]);
            }
            return;
        }
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
            case COLLECTION -> elements((Collection<?>) object, look, most, values);
            case MAP -> entries((Map<?, ?>) object, look, most, values);
            case FIELDS -> {
                for (Field field : look.fields()) {
                    values.add(get(field, object));
                }
                yield values.size();
            }
            case CONSTANT, OPAQUE -> -1;
        };
    }

    private int elements(Collection<?> collection, Look look, int most, List<@Nullable Object> values) {
        try {
            Iterator<?> elements = look.own() ? Insides.elements(collection, look.base()) : collection.iterator();
            while (values.size() < most && elements.hasNext()) {
                values.add(elements.next());
            }
        } catch (RuntimeException e) {
            changedMeanwhile(collection);
            return Math.max(values.size(), look.size(collection));
        }
        return look.size(collection);
    }

    private int entries(Map<?, ?> map, Look look, int most, List<@Nullable Object> values) {
        try {
            Iterator<?> entries = look.own()
                    ? Insides.entries(map, look.base())
                    : map.entrySet().iterator();
            while (values.size() < 2 * most && entries.hasNext()) {
                Map.Entry<?, ?> entry = (Map.Entry<?, ?>) entries.next();
                values.add(entry.getKey());
                values.add(entry.getValue());
            }
        } catch (RuntimeException e) {
            changedMeanwhile(map);
            return Math.max(values.size() / 2, look.size(map));
        }
        return look.size(map);
    }

    /** Another thread changes what is read: what was read until then is shown. */
    private void changedMeanwhile(Object object) {
        session.noteOnce(
                "An object of " + object.getClass().getName()
                        + " was changed by one thread while another one's recorder read it: its contents may not be all there.");
    }

    private static @Nullable Object get(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a field that was opened is closed: " + field, e);
        }
    }
}
