package io.weir.engine.expression;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Expressions from kernels: static methods that loop over the rows of their operands' columns.
 *
 * <p>The type parameters of a kernel are the column classes that it expects; whoever builds an expression makes sure
 * that the operands' types have that layout.
 */
final class Kernels {
    private Kernels() {}

    /** A kernel without operands. */
    interface Nullary<R extends Column> {
        void run(Batch batch, R result);
    }

    /** A kernel of one operand. */
    interface Unary<A extends Column, R extends Column> {
        void run(A operand, R result, int count);
    }

    /** A kernel of two operands. */
    interface Binary<A extends Column, B extends Column, R extends Column> {
        void run(A left, B right, R result, int count);
    }

    /** A kernel of three operands. */
    interface Ternary<A extends Column, B extends Column, C extends Column, R extends Column> {
        void run(A first, B second, C third, R result, int count);
    }

    /** A kernel of any number of operands. */
    interface Variadic<R extends Column> {
        void run(Column[] operands, R result, int count);
    }

    static <R extends Column> KernelExpression nullary(LogicalType type, Nullary<R> kernel) {
        return new KernelExpression(type) {
            @Override
            void run(Column[] arguments, Column result, Batch batch) {
                kernel.run(batch, as(result));
            }
        };
    }

    static <A extends Column, R extends Column> KernelExpression unary(
            LogicalType type, Expression operand, Unary<A, R> kernel) {
        return new KernelExpression(type, operand) {
            @Override
            void run(Column[] arguments, Column result, Batch batch) {
                kernel.run(as(arguments[0]), as(result), batch.rowCount());
            }
        };
    }

    static <A extends Column, B extends Column, R extends Column> KernelExpression binary(
            LogicalType type, Expression left, Expression right, Binary<A, B, R> kernel) {
        return new KernelExpression(type, left, right) {
            @Override
            void run(Column[] arguments, Column result, Batch batch) {
                kernel.run(as(arguments[0]), as(arguments[1]), as(result), batch.rowCount());
            }
        };
    }

    static <A extends Column, B extends Column, C extends Column, R extends Column> KernelExpression ternary(
            LogicalType type, Expression first, Expression second, Expression third, Ternary<A, B, C, R> kernel) {
        return new KernelExpression(type, first, second, third) {
            @Override
            void run(Column[] arguments, Column result, Batch batch) {
                kernel.run(as(arguments[0]), as(arguments[1]), as(arguments[2]), as(result), batch.rowCount());
            }
        };
    }

    static <R extends Column> KernelExpression variadic(LogicalType type, Expression[] operands, Variadic<R> kernel) {
        return new KernelExpression(type, operands) {
            @Override
            void run(Column[] arguments, Column result, Batch batch) {
                kernel.run(arguments, as(result), batch.rowCount());
            }
        };
    }

    /** A kernel over the one operand of a call. */
    static <A extends Column, R extends Column> KernelExpression unary(Call call, Unary<A, R> kernel) {
        return unary(call.type(), call.operand(0), kernel);
    }

    /** A kernel over the two operands of a call. */
    static <A extends Column, B extends Column, R extends Column> KernelExpression binary(
            Call call, Binary<A, B, R> kernel) {
        return binary(call.type(), call.operand(0), call.operand(1), kernel);
    }

    /** A kernel over the three operands of a call. */
    static <A extends Column, B extends Column, C extends Column, R extends Column> KernelExpression ternary(
            Call call, Ternary<A, B, C, R> kernel) {
        return ternary(call.type(), call.operand(0), call.operand(1), call.operand(2), kernel);
    }

    /** A kernel over all operands of a call. */
    static <R extends Column> KernelExpression variadic(Call call, Variadic<R> kernel) {
        return variadic(call.type(), call.operands(), kernel);
    }

    @SuppressWarnings("unchecked")
    static <C extends Column> C as(Column column) {
        return (C) column;
    }
}
