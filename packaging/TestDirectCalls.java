import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// Tests that classes with direct calls do what they did before: `java TestDirectCalls.java`.
final class TestDirectCalls {
    sealed interface Shape permits Point, Pair {}

    record Point(byte b, short s, char c, int i, long l, float f, double d, boolean z, String text, int[] array)
            implements Shape {}

    record Pair(Object left, Object right) implements Shape {}

    /// What the tested classes are asked.
    static final class Sample implements Function<Object, Object> {
        @Override
        public Object apply(Object value) {
            return switch (value) {
                case null -> "null";
                case Pair(Point left, Object right) when left.i() > 0 -> "point first, then " + right;
                case Pair(Object left, Pair right) -> "pair second, after " + left + right.left();
                case Pair _ -> "pair";
                case Point point -> "point " + point.text();
                case Integer number when number > 5 -> "large";
                case Integer _ -> "small";
                default -> "else";
            };
        }
    }

    private TestDirectCalls() {}

    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        ClassLoader changed = new Changed();
        List<Object> here = values(TestDirectCalls.class.getClassLoader());
        List<Object> there = values(changed);
        for (int i = 0; i < here.size(); i++) {
            for (int j = 0; j < here.size(); j++) {
                same(Objects.equals(here.get(i), here.get(j)), Objects.equals(there.get(i), there.get(j)));
            }
            same(Objects.hashCode(here.get(i)), Objects.hashCode(there.get(i)));
            same(String.valueOf(here.get(i)), String.valueOf(there.get(i)));
            same(sample(TestDirectCalls.class.getClassLoader(), here.get(i)), sample(changed, there.get(i)));
        }
        System.out.println("ok: " + here.size() + " values do what they did");
    }

    private static Object sample(ClassLoader loader, Object value) throws ReflectiveOperationException {
        var constructor = loader.loadClass(Sample.class.getName()).getDeclaredConstructor();
        constructor.setAccessible(true);
        @SuppressWarnings("unchecked")
        var function = (Function<Object, Object>) constructor.newInstance();
        return function.apply(value);
    }

    /// Records that differ in one component each, and what holds them.
    private static List<Object> values(ClassLoader loader) throws ReflectiveOperationException {
        var point = loader.loadClass(Point.class.getName()).getDeclaredConstructors()[0];
        var pair = loader.loadClass(Pair.class.getName()).getDeclaredConstructors()[0];
        point.setAccessible(true);
        pair.setAccessible(true);
        Object[] usual = {(byte) 1, (short) 2, 'c', 4, 5L, 6f, 7.0, true, "text", null};
        Object[] other = {(byte) 2, (short) 3, 'd', -4, 6L, -0f, Double.NaN, false, null, null};
        List<Object> values = new ArrayList<>();
        values.add(point.newInstance(usual));
        values.add(point.newInstance(usual));
        for (int i = 0; i < usual.length; i++) {
            Object[] changed = usual.clone();
            changed[i] = other[i];
            values.add(point.newInstance(changed));
        }
        for (Object left : List.copyOf(values)) {
            values.add(pair.newInstance(left, "right"));
        }
        values.add(pair.newInstance(null, values.getLast()));
        values.add(pair.newInstance(null, null));
        values.add(null);
        values.add(3);
        values.add(7);
        values.add("text");
        return values;
    }

    private static void same(Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new AssertionError("expected " + expected + ", but found " + found);
        }
    }

    /// Defines this file's other classes with direct calls.
    private static final class Changed extends ClassLoader {
        Changed() {
            super(TestDirectCalls.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("TestDirectCalls") || findLoadedClass(name) != null) {
                return super.loadClass(name, resolve);
            }
            try (InputStream in = TestDirectCalls.class.getResourceAsStream(name + ".class")) {
                byte[] direct = new DirectCalls(ClassHierarchyResolver.defaultResolver()
                                .orElse(ClassHierarchyResolver.ofClassLoading(TestDirectCalls.class.getClassLoader())))
                        .of(in.readAllBytes());
                boolean linked = ClassFile.of().parse(direct).methods().stream()
                        .filter(method -> !method.methodName().equalsString("toString"))
                        .flatMap(method -> method.code().stream())
                        .flatMap(code -> code.elementStream())
                        .anyMatch(element -> element instanceof InvokeDynamicInstruction link
                                && !link.name().equalsString("makeConcatWithConstants"));
                same(false, linked);
                return defineClass(name, direct, 0, direct.length);
            } catch (IOException failure) {
                throw new ClassNotFoundException(name, failure);
            }
        }
    }
}
