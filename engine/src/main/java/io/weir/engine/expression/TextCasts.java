package io.weir.engine.expression;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.VarCharType;
import org.jspecify.annotations.Nullable;

/** Casts to CHAR and VARCHAR, which are cut to their length, CHAR padded with spaces, and between binary types. */
final class TextCasts {
    private static final byte SPACE = ' ';

    private TextCasts() {}

    static @Nullable Expression toText(Expression operand, LogicalType target, ExpressionContext context) {
        LogicalType source = operand.type();
        int limit = Casts.length(target);
        boolean padded = target.is(LogicalTypeRoot.CHAR);
        if (source.is(LogicalTypeFamily.CHARACTER_STRING)) {
            return Kernels.<BytesColumn, BytesColumn>unary(target, operand, (a, r, n) -> fit(a, r, limit, padded, n));
        }
        if (source.is(LogicalTypeFamily.BINARY_STRING)) {
            return Kernels.<BytesColumn, BytesColumn>unary(target, operand, (a, r, n) -> {
                for (int i = 0; i < n; i++) {
                    if (r.isNull(i)) {
                        r.setView(i, 0, 0);
                    } else {
                        String text = a.getString(i);
                        Utf8.set(r, i, fit(text, limit, padded));
                    }
                }
            });
        }
        if (source.is(LogicalTypeRoot.BITMAP)) {
            VarCharType text = new VarCharType(target.isNullable(), VarCharType.MAX_LENGTH);
            Expression whole = Kernels.<BytesColumn, BytesColumn>unary(text, operand, BitmapFunctions::toText);
            return Casts.cast(whole, target, context, Casts.OnFailure.FAIL);
        }
        if (!ValueText.isSupported(source)) {
            return null;
        }
        ValueText text = new ValueText(context.localTimeZone(), Casts.isLegacy(context));
        return Kernels.<Column, BytesColumn>unary(target, operand, (a, r, n) -> {
            for (int i = 0; i < n; i++) {
                if (r.isNull(i)) {
                    r.setView(i, 0, 0);
                } else {
                    text.clear();
                    text.append(a, source, i);
                    text.fit(limit, padded);
                    Utf8.set(r, i, text.builder());
                }
            }
        });
    }

    private static String fit(String text, int limit, boolean padded) {
        if (text.length() > limit) {
            return text.substring(0, limit);
        }
        return padded && text.length() < limit ? text + " ".repeat(limit - text.length()) : text;
    }

    /** BINARY and VARBINARY of another length: cut, BINARY filled with zeros. */
    static Expression fitBytes(Expression operand, LogicalType target) {
        int limit = Casts.length(target);
        boolean padded = target.is(LogicalTypeRoot.BINARY);
        return Kernels.<BytesColumn, BytesColumn>unary(target, operand, (a, r, n) -> fitBytes(a, r, limit, padded, n));
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    private static void fit(BytesColumn from, BytesColumn to, int limit, boolean padded, int count) {
        byte[] data = from.data();
        for (int i = 0; i < count; i++) {
            if (to.isNull(i)) {
                to.setView(i, 0, 0);
                continue;
            }
            int start = from.starts()[i];
            int length = from.lengths()[i];
            int kept = length <= limit ? length : Utf8.prefixLength(data, start, length, limit);
            int missing = padded ? limit - Utf8.codePoints(data, start, kept) : 0;
            int at = to.allocate(i, kept + missing);
            System.arraycopy(data, start, to.data(), at, kept);
            for (int j = at + kept; j < at + kept + missing; j++) {
                to.data()[j] = SPACE;
            }
        }
    }

    private static void fitBytes(BytesColumn from, BytesColumn to, int limit, boolean padded, int count) {
        byte[] data = from.data();
        for (int i = 0; i < count; i++) {
            if (to.isNull(i)) {
                to.setView(i, 0, 0);
                continue;
            }
            int kept = Math.min(from.lengths()[i], limit);
            int length = padded ? limit : kept;
            int at = to.allocate(i, length);
            System.arraycopy(data, from.starts()[i], to.data(), at, kept);
            for (int j = at + kept; j < at + length; j++) {
                to.data()[j] = 0;
            }
        }
    }
}
