package org.surprisal.agent;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.constantpool.InterfaceMethodRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.reflect.AccessFlag;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the program's classes. What cannot be woven stays as it is, and the recording says so: a class that the JVM's
 * rules forbid is never given to it.
 */
final class Transformer implements ClassFileTransformer {
    /** Longer methods are not compiled by HotSpot. */
    private static final int LONGEST_COMPILED = 8000;

    private final Session session;

    Transformer(Session session) {
        this.session = session;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (loader == null || name == null || session.over || !wanted(name)) {
            return null;
        }
        try {
            return weave(loader, name.replace('/', '.'), bytes);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            session.sites.note("The class " + name.replace('/', '.') + " is not recorded: it could not be woven ("
                    + e.getMessage() + ").");
            return null;
        }
    }

    /** Whether a method of a class is recorded, as far as their names tell. */
    private boolean records(String type, String method) {
        return wanted(type) && Options.fits(session.options.methods(), method);
    }

    private boolean wanted(String name) {
        for (String mine : new String[] {"java/", "javax/", "jdk/", "sun/", "com/sun/", "org/surprisal/agent/"}) {
            if (name.startsWith(mine)) {
                return false;
            }
        }
        return Options.fits(session.options.classes(), name.replace('/', '.'));
    }

    /** The class with its recording instructions; null if nothing is to be recorded in it. */
    byte @Nullable [] weave(ClassLoader loader, String name, byte[] bytes) {
        ClassHierarchyResolver resolver =
                ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver());
        ClassFile files = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(resolver.cached()));
        ClassModel model = files.parse(bytes);
        String file = model.findAttribute(Attributes.sourceFile())
                .map(SourceFileAttribute::sourceFile)
                .map(text -> session.sources.file(name, text.stringValue()))
                .orElse("");
        Kin kin = new Kin(loader, this::records);
        boolean entries = false;
        for (PoolEntry entry : model.constantPool()) {
            entries |= entry instanceof InterfaceMethodRefEntry set
                    && set.name().equalsString("setValue")
                    && set.owner().asInternalName().equals("java/util/Map$Entry");
        }
        boolean named = false;
        for (MethodModel method : model.methods()) {
            named |= method.code()
                    .flatMap(code -> ((CodeAttribute) code).findAttribute(Attributes.localVariableTable()))
                    .isPresent();
        }
        for (MethodModel method : model.methods()) {
            session.contents(method);
        }
        List<int[]> ranges = new ArrayList<>();
        for (MethodModel method : model.methods()) {
            ranges.add(lines(method));
        }
        Map<String, Detail> details = new HashMap<>();
        Map<String, Woven> methods = new HashMap<>();
        for (MethodModel method : model.methods()) {
            if (wanted(model, method)) {
                details.put(key(method), Detail.ALL);
                methods.put(key(method), new Woven(session, name, file, method, kin, named, entries, ranges));
            }
        }
        methods.values().removeIf(method -> !method.records());
        details.keySet().retainAll(methods.keySet());
        if (methods.isEmpty()) {
            session.woven.put(name, true);
            return null;
        }
        byte[] result = fitting(files, model, details, methods, name);
        if (result == null) {
            return null;
        }
        List<VerifyError> errors = files.verify(result);
        if (!errors.isEmpty()) {
            session.sites.note("The class " + name + " is not recorded: woven, it would not verify ("
                    + errors.getFirst().getMessage() + ").");
            return null;
        }
        session.woven.put(name, true);
        for (Woven method : methods.values()) {
            method.notes();
        }
        return result;
    }

    /** The first and the last line of a method; the first is the greater one if there are none. */
    private static int[] lines(MethodModel method) {
        int[] lines = {Integer.MAX_VALUE, 0};
        method.code().stream().flatMap(code -> code.elementStream()).forEach(element -> {
            if (element instanceof LineNumber number) {
                lines[0] = Math.min(lines[0], number.line());
                lines[1] = Math.max(lines[1], number.line());
            }
        });
        return lines;
    }

    /** Weaves with less detail in methods that would become too long. */
    private byte @Nullable [] fitting(
            ClassFile files, ClassModel model, Map<String, Detail> details, Map<String, Woven> methods, String name) {
        while (!details.isEmpty()) {
            byte[] result = null;
            try {
                result = weave(files, model, details, methods);
            } catch (IllegalArgumentException e) {
                // One method is beyond 64 KB, and only its length tells which: the longest gives in first.
                if (e.getMessage() == null || !e.getMessage().contains("ode length")) {
                    throw e;
                }
            }
            String longest = result == null ? longest(model, details) : tooLong(files.parse(result), model, details);
            if (longest == null) {
                return result;
            }
            Detail less = details.getOrDefault(longest, Detail.ALL) == Detail.ALL ? Detail.VALUES : Detail.NOTHING;
            if (less == Detail.NOTHING) {
                details.remove(longest);
            } else {
                details.put(longest, less);
            }
            session.sites.note("The method " + name + "." + longest + " is so long that "
                    + (less == Detail.VALUES ? "its lines are not" : "nothing of it is")
                    + " recorded: divide it.");
        }
        return null;
    }

    private static byte[] weave(
            ClassFile files, ClassModel model, Map<String, Detail> details, Map<String, Woven> methods) {
        return files.transformClass(model, (builder, element) -> {
            Woven woven = element instanceof MethodModel method ? methods.get(key(method)) : null;
            Detail detail = element instanceof MethodModel method ? details.get(key(method)) : null;
            if (element instanceof MethodModel method && woven != null && detail != null) {
                builder.transformMethod(
                        method,
                        MethodTransform.transformingCode(
                                woven.session.options.counts()
                                        ? new CountingWeaver(woven, detail)
                                        : new Weaver(woven, detail)));
            } else {
                builder.with(element);
            }
        });
    }

    private static @Nullable String longest(ClassModel model, Map<String, Detail> details) {
        String longest = null;
        int length = -1;
        for (MethodModel method : model.methods()) {
            int own = length(method);
            // Those that gave in already are the last to give in again.
            int rank = details.get(key(method)) == Detail.ALL ? own : details.containsKey(key(method)) ? own / 4 : -1;
            if (rank > length) {
                length = rank;
                longest = key(method);
            }
        }
        return longest;
    }

    private static @Nullable String tooLong(ClassModel woven, ClassModel before, Map<String, Detail> details) {
        Map<String, Integer> lengths = new HashMap<>();
        for (MethodModel method : before.methods()) {
            lengths.put(key(method), length(method));
        }
        for (MethodModel method : woven.methods()) {
            String key = key(method);
            int was = lengths.getOrDefault(key, 0);
            if (details.get(key) == Detail.ALL && was <= LONGEST_COMPILED && length(method) > LONGEST_COMPILED) {
                return key;
            }
        }
        return null;
    }

    private static int length(MethodModel method) {
        return method.code().map(code -> ((CodeAttribute) code).codeLength()).orElse(0);
    }

    private static String key(MethodModel method) {
        return method.methodName().stringValue() + method.methodType().stringValue();
    }

    private boolean wanted(ClassModel model, MethodModel method) {
        String name = method.methodName().stringValue();
        boolean lambda = name.startsWith("lambda$");
        boolean made = method.flags().has(AccessFlag.BRIDGE)
                || (method.flags().has(AccessFlag.SYNTHETIC) && !lambda)
                || (model.flags().has(AccessFlag.ENUM)
                        && (name.equals("values") || name.equals("valueOf"))
                        && isEnums(model, method));
        // A lambda belongs to the method that it stands in, whose name is within its own.
        String within = lambda ? name.substring(7, Math.max(7, name.lastIndexOf('$'))) : name;
        return method.code().isPresent() && !made && Options.fits(session.options.methods(), within);
    }

    private static boolean isEnums(ClassModel model, MethodModel method) {
        ClassDesc result = method.methodTypeSymbol().returnType();
        ClassDesc own = model.thisClass().asSymbol();
        return result.equals(own) || result.equals(own.arrayType());
    }

    /** How much of a method is recorded. */
    enum Detail {
        ALL,
        VALUES,
        NOTHING
    }
}
