package org.surprisal.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/** Finds, in class files, whose method a call names: one that is recorded, one that is not, or one of the JDK. */
final class Kin {
    private final ClassLoader loader;
    /** Whether a method of a class, by its name, is recorded. */
    private final BiPredicate<String, String> recorded;

    private final Map<String, Optional<Type>> known = new ConcurrentHashMap<>();

    private record Type(String above, List<String> interfaces, Set<String> methods) {}

    Kin(ClassLoader loader, BiPredicate<String, String> recorded) {
        this.loader = loader;
        this.recorded = recorded;
    }

    /** The effect of a call. */
    Effect effect(String owner, String name, String descriptor, boolean isStatic) {
        String at = owner;
        while (!isPlatform(at)) {
            if (at.startsWith("org/surprisal/agent/")) {
                return Effect.NOTHING;
            }
            if (at.startsWith("[")) {
                return Effect.NOTHING; // an array's clone
            }
            Optional<Type> type = known.computeIfAbsent(at, this::read);
            if (type.isEmpty() || type.get().methods().contains(name + descriptor)) {
                return recorded.test(at, name)
                        ? Effect.NOTHING
                        : new Effect.Any(Follow.KEPT | Follow.DEEP | Follow.RUNS, true);
            }
            at = above(type.get());
        }
        return Effect.ofPlatform(at, name, descriptor, isStatic);
    }

    private static String above(Type type) {
        if (type.above().equals("java/lang/Object") || type.above().isEmpty()) {
            for (String one : type.interfaces()) {
                if (one.startsWith("java/util/") || !isPlatform(one)) {
                    return one;
                }
            }
            return "java/lang/Object";
        }
        return type.above();
    }

    static boolean isPlatform(String type) {
        return type.startsWith("java/") || type.startsWith("javax/") || type.startsWith("jdk/");
    }

    private Optional<Type> read(String name) {
        try (InputStream in = loader.getResourceAsStream(name + ".class")) {
            return in == null ? Optional.empty() : Optional.of(type(in.readAllBytes()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Type type(byte[] bytes) {
        ClassModel model = ClassFile.of().parse(bytes);
        Set<String> methods = new HashSet<>();
        for (MethodModel method : model.methods()) {
            methods.add(method.methodName().stringValue() + method.methodType().stringValue());
        }
        List<String> interfaces = new ArrayList<>();
        model.interfaces().forEach(one -> interfaces.add(one.asInternalName()));
        return new Type(model.superclass().map(above -> above.asInternalName()).orElse(""), interfaces, methods);
    }

    /** Whether a handle leads to a method that is not recorded and may change what it is given. */
    boolean changesUnseen(ClassDesc owner, String name, String descriptor) {
        String type = owner.descriptorString();
        if (!type.startsWith("L") || name.equals("<init>")) {
            return false;
        }
        Effect effect = effect(type.substring(1, type.length() - 1), name, descriptor, false);
        return switch (effect) {
            case Effect.Nothing nothing -> false;
            case Effect.View view -> false;
            case Effect.Known known -> known.change() != Change.GET;
            default -> true;
        };
    }
}
