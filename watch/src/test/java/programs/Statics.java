package programs;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Calls the public methods of a library with values out of a hat, and prints what they return or throw: always the same
 * values, so two runs print the same. Arguments: the jar, the package, and parts of the names of classes that the
 * clock, the scheduler or chance would make different.
 */
@SuppressWarnings("all")
public class Statics {
    private static final Object[] VALUES = {
        "",
        "a",
        "Hello, World",
        "b,c;d",
        " \t x ",
        "12",
        "-3.5e2",
        "äöü\ud83d\ude00",
        "abcabc",
        "true",
        "yyyy-MM-dd",
        -1,
        0,
        1,
        2,
        7,
        3L,
        -9L,
        0.5,
        Double.NaN,
        1.5f,
        (byte) 5,
        (short) -6,
        'a',
        'Z',
        ' ',
        true,
        false,
        new int[] {3, 1, 2},
        new int[0],
        new long[] {5, 4},
        new double[] {0.5, -1},
        new float[] {2, 1},
        new char[] {'x', 'b'},
        new byte[] {1, -1, 9},
        new short[] {4},
        new boolean[] {true, false},
        new String[] {"b", "a", null},
        new String[] {"a"},
        new Integer[] {2, null, 1},
        new Object[] {"o", 1, 'c'},
        new Class<?>[] {String.class, int.class},
        String.class,
        Integer.class,
        int[].class,
        Map.Entry.class,
        Locale.ROOT,
        Locale.GERMANY,
        Thread.State.NEW
    };

    private static final Random CHANCE = new Random(5);
    private static int calls;
    private static int returned;

    public static void main(String[] args) throws Exception {
        List<String> names = new ArrayList<>();
        try (JarFile jar = new JarFile(args[0])) {
            for (JarEntry entry : jar.stream().toList()) {
                String name = entry.getName();
                if (name.endsWith(".class") && name.startsWith(args[1].replace('.', '/')) && !name.contains("META")) {
                    names.add(name.substring(0, name.length() - 6).replace('/', '.'));
                }
            }
        }
        List<String> without = List.of(args).subList(2, args.length);
        names.removeIf(name -> without.stream().anyMatch(name::contains));
        names.sort(null);
        for (String name : names) {
            Class<?> type = Class.forName(name);
            if (Modifier.isPublic(type.getModifiers())) {
                drive(type);
            }
        }
        System.out.println(calls + " calls, " + returned + " returned");
        System.err.println("done");
        System.exit(returned > 1000 ? 42 : 1);
    }

    private static void drive(Class<?> type) {
        List<Object> objects = new ArrayList<>();
        for (Constructor<?> made : sorted(type.getConstructors())) {
            for (int i = 0; i < 4 && !Modifier.isAbstract(type.getModifiers()); i++) {
                Object object = attempt(made, null);
                if (object != null) {
                    objects.add(object);
                }
            }
        }
        for (Method method : sorted(type.getDeclaredMethods())) {
            int modifiers = method.getModifiers();
            if (!Modifier.isPublic(modifiers)
                    || method.isSynthetic()
                    || method.getName().matches(".*(dentity|hash|shuffle|Fixed).*")) {
                continue;
            }
            for (int i = 0; i < 6; i++) {
                if (Modifier.isStatic(modifiers)) {
                    attempt(method, null);
                } else if (!objects.isEmpty()) {
                    attempt(method, objects.get(CHANCE.nextInt(objects.size())));
                }
            }
        }
    }

    private static <E extends Executable> List<E> sorted(E[] all) {
        return Arrays.stream(all)
                .sorted(Comparator.comparing(Executable::toString))
                .toList();
    }

    private static Object attempt(Executable executable, Object on) {
        Class<?>[] types = executable.getParameterTypes();
        Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = value(types[i]);
        }
        calls++;
        String head = executable.getDeclaringClass().getSimpleName() + "." + executable.getName() + " = ";
        try {
            Object result = executable instanceof Constructor<?> made
                    ? made.newInstance(values)
                    : ((Method) executable).invoke(on, values);
            returned++;
            System.out.println(head + show(result, 0));
            return result;
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            System.out.println(head + "! " + cause.getClass().getName() + " " + plain(cause.getMessage()));
        } catch (IllegalArgumentException | ReflectiveOperationException e) {
            System.out.println(head + "? " + e.getClass().getName());
        }
        return null;
    }

    private static Object value(Class<?> type) {
        if (type == Function.class || type == UnaryOperator.class) {
            return (UnaryOperator<Object>) x -> x;
        }
        if (type == Predicate.class) {
            return (Predicate<Object>) x -> x != null;
        }
        if (type == Supplier.class) {
            return (Supplier<Object>) () -> "supplied";
        }
        if (type == Comparator.class) {
            return (Comparator<Object>) (x, y) -> String.valueOf(x).compareTo(String.valueOf(y));
        }
        if (type == Runnable.class) {
            return (Runnable) () -> {};
        }
        Class<?> boxed =
                type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0).getClass() : type;
        List<Object> fitting = new ArrayList<>();
        for (Object value : VALUES) {
            if (boxed.isInstance(value)) {
                fitting.add(value);
            }
        }
        if (boxed.isAssignableFrom(ArrayList.class)) {
            fitting.add(new ArrayList<>(List.of("p", "q")));
        }
        if (boxed.isAssignableFrom(LinkedHashMap.class)) {
            fitting.add(new LinkedHashMap<>(Map.of("k", 1)));
        }
        if (boxed == StringBuilder.class || boxed == Appendable.class) {
            fitting.add(new StringBuilder("built"));
        }
        if (boxed == StringBuffer.class) {
            fitting.add(new StringBuffer("buffered"));
        }
        if (fitting.isEmpty() || (!type.isPrimitive() && CHANCE.nextInt(8) == 0)) {
            return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
        }
        return fitting.get(CHANCE.nextInt(fitting.size()));
    }

    /** A value without what the JVM makes up: hash codes of identity and names of lambdas. */
    static String show(Object value, int depth) {
        if (value == null || value instanceof Number || value instanceof Boolean || value instanceof Character) {
            return String.valueOf(value);
        }
        if (value instanceof CharSequence || value instanceof Enum<?> || value instanceof Class<?>) {
            return plain(value.toString());
        }
        List<String> parts = new ArrayList<>();
        if (value.getClass().isArray()) {
            for (int i = 0; i < Math.min(20, Array.getLength(value)); i++) {
                parts.add(show(Array.get(value, i), depth + 1));
            }
        } else if (value instanceof List<?> list && depth < 3) {
            list.stream().limit(20).forEach(one -> parts.add(show(one, depth + 1)));
        } else if (value instanceof Collection<?> some) {
            parts.add("size " + some.size());
        }
        return plain(value.getClass().getSimpleName()) + parts;
    }

    private static String plain(String text) {
        return text == null
                ? "null"
                : text.replaceAll("@[0-9a-f]+", "@")
                        .replaceAll("[0-9a-f]{4,}@", "@")
                        .replaceAll("\\$\\$Lambda[/0-9a-fx]*", "lambda")
                        .replaceAll("\\$Proxy\\d+", "proxy");
    }
}
