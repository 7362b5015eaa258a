package org.surprisal.agent.call;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Calls one method: {@code CallOne 'Sort.quickSort(int[])' '[9, 3, 5, 1]'}. Prints what it returned, of a method that
 * returns nothing the arguments afterwards, where they are objects. An exception of the method passes through.
 */
public final class CallOne {
    private static final int WRONG_CALL = 3;

    private CallOne() {}

    /**
     * Calls a method.
     *
     * @param arguments the method, then its arguments as JSON
     * @throws Throwable what the method throws
     */
    public static void main(String[] arguments) throws Throwable {
        Method method;
        @Nullable Object[] values;
        @Nullable Object target;
        try {
            method = find(arguments[0], arguments.length - 1);
            Class<?>[] types = method.getParameterTypes();
            values = new Object[types.length];
            for (int i = 0; i < types.length; i++) {
                values[i] = Literal.of(arguments[i + 1], method.getGenericParameterTypes()[i]);
            }
            target = Modifier.isStatic(method.getModifiers()) ? null : instance(method.getDeclaringClass());
        } catch (IllegalArgumentException | ReflectiveOperationException e) {
            System.err.println("surprisal: " + e.getMessage());
            System.exit(WRONG_CALL);
            return;
        }
        try {
            method.setAccessible(true);
            Object result = method.invoke(target, values);
            System.out.println(text(method.getReturnType() == void.class ? values : new Object[] {result}));
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static Object instance(Class<?> type) throws ReflectiveOperationException {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    type.getName() + " has no constructor without parameters: call a static method.", e);
        }
    }

    /** The method that a text such as {@code Sort.quickSort(int[])} names; the types may be left out. */
    private static Method find(String text, int count) throws ReflectiveOperationException {
        int open = text.indexOf('(');
        String path = open < 0 ? text : text.substring(0, open).strip();
        @Nullable
        List<String> types = open < 0
                ? null
                : Arrays.stream(text.substring(open + 1, text.lastIndexOf(')')).split(",", -1))
                        .map(String::strip)
                        .filter(type -> !type.isEmpty())
                        .toList();
        String name = path.substring(path.lastIndexOf('.') + 1);
        Class<?> owner = type(path.substring(0, path.lastIndexOf('.')));
        List<Method> found = new ArrayList<>();
        for (Method method : owner.getDeclaredMethods()) {
            if (method.getName().equals(name)
                    && !method.isSynthetic()
                    && (types == null ? method.getParameterCount() == count : fits(method, types))) {
                found.add(method);
            }
        }
        if (found.size() != 1) {
            throw new IllegalArgumentException((found.isEmpty() ? "There is no method " : "There are several methods ")
                    + text + "; " + owner.getName() + " has " + all(owner) + ".");
        }
        Method method = found.getFirst();
        if (method.getParameterCount() != count) {
            throw new IllegalArgumentException(text + " takes " + method.getParameterCount() + " arguments, and "
                    + count + " are given: --arg VALUE for each.");
        }
        return method;
    }

    private static Class<?> type(String name) {
        String path = name;
        while (true) {
            try {
                return Class.forName(path, true, ClassLoader.getSystemClassLoader());
            } catch (ClassNotFoundException e) {
                int dot = path.lastIndexOf('.');
                if (dot < 0) {
                    throw new IllegalArgumentException("There is no class " + name + " on the class path.", e);
                }
                // A nested class may be named as in a source.
                path = path.substring(0, dot) + "$" + path.substring(dot + 1);
            }
        }
    }

    private static boolean fits(Method method, List<String> types) {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length != types.size()) {
            return false;
        }
        for (int i = 0; i < parameters.length; i++) {
            String type = types.get(i).replaceAll("<.*>", "");
            if (!parameters[i].getSimpleName().equals(type)
                    && !parameters[i].getTypeName().equals(type)) {
                return false;
            }
        }
        return true;
    }

    private static String all(Class<?> owner) {
        StringJoiner names = new StringJoiner(", ");
        for (Method method : owner.getDeclaredMethods()) {
            if (!method.isSynthetic()) {
                StringJoiner types = new StringJoiner(", ", method.getName() + "(", ")");
                for (Class<?> type : method.getParameterTypes()) {
                    types.add(type.getSimpleName());
                }
                names.add(types.toString());
            }
        }
        return names.toString();
    }

    private static String text(@Nullable Object[] values) {
        StringJoiner lines = new StringJoiner("\n");
        for (Object value : values) {
            lines.add(text(value));
        }
        return lines.toString();
    }

    private static String text(@Nullable Object value) {
        if (value == null || !value.getClass().isArray()) {
            return String.valueOf(value);
        }
        StringJoiner elements = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < Array.getLength(value); i++) {
            elements.add(text(Array.get(value, i)));
        }
        return elements.toString();
    }
}
