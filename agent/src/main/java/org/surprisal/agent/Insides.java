package org.surprisal.agent;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.ListIterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads collections and maps as the JDK's class reads itself, whatever methods a subclass of the program overrides. For
 * that the JVM must have opened the packages; where it has not, there are no insides of subclasses.
 */
final class Insides {
    private static final ClassValue<Insides> OF = new ClassValue<>() {
        @Override
        protected Insides computeValue(Class<?> base) {
            return new Insides(base);
        }
    };
    private static final @Nullable VarHandle ACCESS = access();

    private final @Nullable MethodHandle all;
    private final @Nullable MethodHandle size;

    private Insides(Class<?> base) {
        MethodHandle found = null;
        MethodHandle length = null;
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(base, MethodHandles.lookup());
            if (Map.class.isAssignableFrom(base)) {
                found = lookup.findSpecial(base, "entrySet", MethodType.methodType(Set.class), base);
            } else if (base == LinkedList.class) {
                // Its iterator asks a method that may be overridden for this one.
                found = MethodHandles.insertArguments(
                        lookup.findSpecial(
                                base, "listIterator", MethodType.methodType(ListIterator.class, int.class), base),
                        1,
                        0);
            } else {
                found = lookup.findSpecial(base, "iterator", MethodType.methodType(Iterator.class), base);
            }
            length = lookup.findSpecial(base, "size", MethodType.methodType(int.class), base);
        } catch (ReflectiveOperationException e) {
            found = null;
        }
        all = found;
        size = length;
    }

    private static @Nullable VarHandle access() {
        try {
            return MethodHandles.privateLookupIn(LinkedHashMap.class, MethodHandles.lookup())
                    .findVarHandle(LinkedHashMap.class, "accessOrder", boolean.class);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** Whether subclasses of this class of the JDK can be read. */
    static boolean open(Class<?> base) {
        return OF.get(base).all != null;
    }

    /** Whether a look-up moves the entry to the end; also where that cannot be known. */
    static boolean movesOnAccess(Map<?, ?> map) {
        return map instanceof LinkedHashMap<?, ?> linked && (ACCESS == null || (boolean) ACCESS.get(linked));
    }

    /** The elements of a collection whose class extends one of the JDK's. */
    static Iterator<?> elements(Collection<?> collection, Class<?> base) {
        return (Iterator<?>) OF.get(base).call(OF.get(base).all, collection);
    }

    /** The entries of a map whose class extends one of the JDK's. */
    static Iterator<?> entries(Map<?, ?> map, Class<?> base) {
        return ((Set<?>) OF.get(base).call(OF.get(base).all, map)).iterator();
    }

    /** The size of a collection or map whose class extends one of the JDK's. */
    static int size(Object object, Class<?> base) {
        return (int) OF.get(base).call(OF.get(base).size, object);
    }

    private Object call(@Nullable MethodHandle handle, Object object) {
        if (handle == null) {
            throw new IllegalStateException("the insides are closed");
        }
        try {
            return handle.invoke(object);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
