import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;

/// Replaces calls that are linked at run time by calls of plain methods, where no start-up cache holds the link: a
/// `switch` over types, and a record's `equals` and `hashCode`. Each of them writes a class or weaves method handles
/// at its first use in every start, which takes milliseconds. What they compute stays the same.
final class DirectCalls {
    private static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
    private static final ClassDesc RECORDS = ClassDesc.of("java.lang.runtime.ObjectMethods");
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final int FLAGS = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

    /// A method to be added to the class in place of a link.
    private record Added(String name, InvokeDynamicInstruction link) {}

    private final ClassFile classFile;
    private final List<Added> added = new ArrayList<>();
    private ClassDesc owner = ConstantDescs.CD_Object;
    private boolean isInterface;

    /// @param types finds the classes that the code speaks of
    DirectCalls(ClassHierarchyResolver types) {
        classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(types));
    }

    /// The class with direct calls; the same bytes if it has no call to replace.
    byte[] of(byte[] bytes) {
        ClassModel model = classFile.parse(bytes);
        added.clear();
        owner = model.thisClass().asSymbol();
        isInterface = model.flags().has(AccessFlag.INTERFACE);
        byte[] changed = classFile.transformClass(model, new ClassTransform() {
            @Override
            public void accept(ClassBuilder builder, ClassElement element) {
                if (element instanceof MethodModel method && replaces(method)) {
                    builder.transformMethod(method, MethodTransform.transformingCode(calls()));
                } else {
                    builder.with(element);
                }
            }

            @Override
            public void atEnd(ClassBuilder builder) {
                added.forEach(method -> add(builder, method));
            }
        });
        return added.isEmpty() ? bytes : changed;
    }

    private static boolean replaces(MethodModel method) {
        return method.code().stream()
                .flatMap(CodeModel::elementStream)
                .anyMatch(element -> element instanceof InvokeDynamicInstruction link && replaces(link));
    }

    private static boolean replaces(InvokeDynamicInstruction link) {
        DirectMethodHandleDesc bootstrap = link.bootstrapMethod();
        return bootstrap.owner().equals(SWITCHES)
                        && bootstrap.methodName().equals("typeSwitch")
                        && link.bootstrapArgs().stream().allMatch(ClassDesc.class::isInstance)
                || bootstrap.owner().equals(RECORDS) && !link.name().equalsString("toString");
    }

    private CodeTransform calls() {
        return (CodeBuilder builder, CodeElement element) -> {
            if (element instanceof InvokeDynamicInstruction link && replaces(link)) {
                String name = link.name().stringValue() + "$" + added.size();
                added.add(new Added(name, link));
                builder.invokestatic(owner, name, link.typeSymbol(), isInterface);
            } else {
                builder.with(element);
            }
        };
    }

    private void add(ClassBuilder builder, Added method) {
        InvokeDynamicInstruction link = method.link();
        builder.withMethodBody(method.name(), link.typeSymbol(), FLAGS, code -> {
            switch (link.name().stringValue()) {
                case "typeSwitch" -> typeSwitch(code, link.bootstrapArgs());
                case "equals" -> equals(code, components(link));
                case "hashCode" -> hashCode(code, components(link));
                default -> throw new IllegalArgumentException(link.toString());
            }
        });
    }

    /// -1 for null, else the first type from the given index on that the object is of, else their number.
    private static void typeSwitch(CodeBuilder code, List<ConstantDesc> types) {
        Label present = code.newLabel();
        code.aload(0).ifnonnull(present).iconst_m1().ireturn().labelBinding(present);
        for (int i = 0; i < types.size(); i++) {
            Label next = code.newLabel();
            code.iload(1).loadConstant(i).if_icmpgt(next);
            code.aload(0).instanceOf((ClassDesc) types.get(i)).ifeq(next);
            code.loadConstant(i).ireturn().labelBinding(next);
        }
        code.loadConstant(types.size()).ireturn();
    }

    /// The getters of a record's fields, as the bootstrap method is given them after the class and the names.
    private static List<DirectMethodHandleDesc> components(InvokeDynamicInstruction link) {
        return link.bootstrapArgs().stream()
                .skip(2)
                .map(DirectMethodHandleDesc.class::cast)
                .toList();
    }

    private void equals(CodeBuilder code, List<DirectMethodHandleDesc> components) {
        Label different = code.newLabel();
        code.aload(1).instanceOf(owner).ifeq(different);
        for (DirectMethodHandleDesc component : components) {
            ClassDesc type = type(component);
            code.aload(0).getfield(owner, component.methodName(), type);
            code.aload(1).checkcast(owner).getfield(owner, component.methodName(), type);
            switch (TypeKind.from(type)) {
                case REFERENCE -> {
                    var compared = MethodTypeDesc.of(
                            ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object);
                    code.invokestatic(OBJECTS, "equals", compared).ifeq(different);
                }
                case LONG -> code.lcmp().ifne(different);
                case FLOAT, DOUBLE -> compare(code, type).ifne(different);
                default -> code.if_icmpne(different);
            }
        }
        code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
    }

    private static CodeBuilder compare(CodeBuilder code, ClassDesc type) {
        return code.invokestatic(boxed(type), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type));
    }

    private void hashCode(CodeBuilder code, List<DirectMethodHandleDesc> components) {
        code.iconst_0();
        for (DirectMethodHandleDesc component : components) {
            ClassDesc type = type(component);
            ClassDesc hashed = type.isPrimitive() ? type : ConstantDescs.CD_Object;
            code.bipush(31).imul().aload(0).getfield(owner, component.methodName(), type);
            code.invokestatic(
                            type.isPrimitive() ? boxed(type) : OBJECTS,
                            "hashCode",
                            MethodTypeDesc.of(ConstantDescs.CD_int, hashed))
                    .iadd();
        }
        code.ireturn();
    }

    private static ClassDesc type(DirectMethodHandleDesc getter) {
        return getter.invocationType().returnType();
    }

    private static ClassDesc boxed(ClassDesc primitive) {
        return switch (primitive.descriptorString()) {
            case "Z" -> ConstantDescs.CD_Boolean;
            case "B" -> ConstantDescs.CD_Byte;
            case "C" -> ConstantDescs.CD_Character;
            case "S" -> ConstantDescs.CD_Short;
            case "I" -> ConstantDescs.CD_Integer;
            case "J" -> ConstantDescs.CD_Long;
            case "F" -> ConstantDescs.CD_Float;
            default -> ConstantDescs.CD_Double;
        };
    }
}
