package org.surprisal.simd;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.List;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.surprisal.math.spi.StraightLine;

/**
 * A class made for one straight line: a loop that reads a vector of each column, does every step on vectors, and writes
 * a vector of each result. It is the loop that one would write by hand. A hidden class; nothing keeps it but its one
 * object.
 */
final class FusedClass {
    private static final ClassDesc VECTOR = of(Vector.class);
    private static final ClassDesc DOUBLES = of(DoubleVector.class);
    private static final ClassDesc MASK = of(VectorMask.class);
    private static final ClassDesc SPECIES = of(VectorSpecies.class);
    private static final ClassDesc COMPARISONS = of(VectorOperators.class);
    private static final ClassDesc COMPARISON = of(VectorOperators.Comparison.class);
    private static final ClassDesc WIDTH = of(Width.class);
    private static final ClassDesc ARRAY = CD_double.arrayType();
    private static final ClassDesc ARRAYS = ARRAY.arrayType();

    private static final MethodTypeDesc RUN =
            MethodTypeDesc.of(CD_void, ARRAYS, CD_int.arrayType(), ARRAYS, CD_int, CD_int);
    private static final MethodTypeDesc UNARY = MethodTypeDesc.of(DOUBLES);
    private static final MethodTypeDesc BINARY = MethodTypeDesc.of(DOUBLES, VECTOR);

    /** The parameters of {@link Body#run}; 0 is the object. */
    private static final int COLUMNS = 1;

    private static final int FROM = 2;
    private static final int RESULTS = 3;
    private static final int BEGIN = 4;
    private static final int END = 5;

    /** What is made. */
    interface Body {
        /**
         * Computes the rows from begin to end, as many as a multiple of the lanes; row i of column k stands at from[k]
         * + i.
         */
        void run(double[][] columns, int[] from, double[][] results, int begin, int end);
    }

    private final StraightLine line;
    private final CodeBuilder code;

    /** Where each value, column, and result is kept. */
    private final int[] values;

    private final int[] starts;
    private final int[] arrays;

    private FusedClass(StraightLine line, CodeBuilder code) {
        this.line = line;
        this.code = code;
        this.values = new int[line.values().size()];
        this.arrays = new int[line.columns() + line.results().size()];
        this.starts = new int[line.columns()];
    }

    /** Makes the class of a straight line and its object. */
    static Body make(StraightLine line) {
        ClassDesc name = ClassDesc.of(FusedClass.class.getPackageName(), "FusedLoop");
        byte[] bytes = ClassFile.of()
                .build(
                        name,
                        made -> made.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                                .withInterfaceSymbols(of(Body.class))
                                .withMethodBody(
                                        INIT_NAME,
                                        MTD_void,
                                        0,
                                        code -> code.aload(0)
                                                .invokespecial(ConstantDescs.CD_Object, INIT_NAME, MTD_void)
                                                .return_())
                                .withMethodBody(
                                        "run", RUN, ClassFile.ACC_PUBLIC, code -> new FusedClass(line, code).write()));
        try {
            MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(bytes, true);
            return (Body)
                    hidden.findConstructor(hidden.lookupClass(), java.lang.invoke.MethodType.methodType(void.class))
                            .invoke();
        } catch (Throwable failure) {
            throw new IllegalStateException("A loop that was made cannot be loaded.", failure);
        }
    }

    private void write() {
        for (int k = 0; k < starts.length; k++) {
            arrays[k] = code.allocateLocal(TypeKind.REFERENCE);
            starts[k] = code.allocateLocal(TypeKind.INT);
            code.aload(COLUMNS).loadConstant(k).aaload().astore(arrays[k]);
            code.aload(FROM).loadConstant(k).iaload().istore(starts[k]);
        }
        for (int k = starts.length; k < arrays.length; k++) {
            arrays[k] = code.allocateLocal(TypeKind.REFERENCE);
            code.aload(RESULTS).loadConstant(k - starts.length).aaload().astore(arrays[k]);
        }
        for (int place = 0; place < values.length; place++) {
            values[place] = code.allocateLocal(TypeKind.REFERENCE);
            if (line.values().get(place) instanceof StraightLine.Constant constant) {
                species()
                        .loadConstant(constant.number())
                        .invokestatic(DOUBLES, "broadcast", MethodTypeDesc.of(DOUBLES, SPECIES, CD_double))
                        .astore(values[place]);
            }
        }
        int row = code.allocateLocal(TypeKind.INT);
        Label top = code.newLabel();
        Label end = code.newLabel();
        code.iload(BEGIN).istore(row);
        code.labelBinding(top).iload(row).iload(END).if_icmpge(end);
        rows(row);
        code.iinc(row, Width.LANES).goto_(top);
        code.labelBinding(end).return_();
    }

    private void rows(int row) {
        for (int place = 0; place < values.length; place++) {
            switch (line.values().get(place)) {
                case StraightLine.Column(int k) -> {
                    species().aload(arrays[k]).iload(starts[k]).iload(row).iadd();
                    code.invokestatic(DOUBLES, "fromArray", MethodTypeDesc.of(DOUBLES, SPECIES, ARRAY, CD_int))
                            .astore(values[place]);
                }
                case StraightLine.Step step -> {
                    step(step);
                    code.astore(values[place]);
                }
                case StraightLine.Constant constant -> {
                    // It was made before the loop.
                }
            }
        }
        for (int k = 0; k < line.results().size(); k++) {
            code.aload(values[line.results().get(k)])
                    .aload(arrays[starts.length + k])
                    .iload(row);
            code.invokevirtual(DOUBLES, "intoArray", MethodTypeDesc.of(CD_void, ARRAY, CD_int));
        }
    }

    private void step(StraightLine.Step step) {
        List<Integer> x = step.of();
        switch (step.operation()) {
            case ADD -> binary("add", x);
            case SUBTRACT -> binary("sub", x);
            case MULTIPLY -> binary("mul", x);
            case DIVIDE -> binary("div", x);
            case MAX -> binary("max", x);
            case MIN -> binary("min", x);
            case ABS -> load(x.get(0)).invokevirtual(DOUBLES, "abs", UNARY);
            case SQRT -> load(x.get(0)).invokevirtual(DOUBLES, "sqrt", UNARY);
            case IF_EQUAL -> choice("EQ", x);
            case IF_LESS -> choice("LT", x);
        }
    }

    private void binary(String method, List<Integer> x) {
        load(x.get(0)).aload(values[x.get(1)]).invokevirtual(DOUBLES, method, BINARY);
    }

    /** The fourth argument, but the third in the lanes where the first two compare so. */
    private void choice(String comparison, List<Integer> x) {
        load(x.get(3)).aload(values[x.get(2)]);
        load(x.get(0)).getstatic(COMPARISONS, comparison, COMPARISON).aload(values[x.get(1)]);
        code.invokevirtual(DOUBLES, "compare", MethodTypeDesc.of(MASK, COMPARISON, VECTOR))
                .invokevirtual(DOUBLES, "blend", MethodTypeDesc.of(DOUBLES, VECTOR, MASK));
    }

    private CodeBuilder load(int place) {
        return code.aload(values[place]);
    }

    private CodeBuilder species() {
        return code.getstatic(WIDTH, "DOUBLE", SPECIES);
    }

    private static ClassDesc of(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }
}
