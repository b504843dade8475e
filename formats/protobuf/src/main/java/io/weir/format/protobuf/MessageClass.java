package io.weir.format.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import org.jspecify.annotations.Nullable;

/**
 * A class that protoc has generated.
 *
 * @param descriptor what its messages are made of
 * @param prototype a message of it without fields
 * @param parser reads messages, without what the class does not know
 */
record MessageClass(Descriptor descriptor, Message prototype, Parser<? extends Message> parser) {

    /** Finds the class where the user's classes are. */
    static MessageClass load(String name) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Object prototype;
        try {
            Class<?> found = Class.forName(name, true, loader == null ? MessageClass.class.getClassLoader() : loader);
            prototype = found.getMethod("getDefaultInstance").invoke(null);
        } catch (ClassNotFoundException e) {
            throw invalid("there is no class " + name, hintOf(name), e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw invalid("class " + name + " is none that protoc has generated for a message", "", e);
        }
        if (!(prototype instanceof Message message)) {
            throw invalid(
                    "class " + name + " is no com.google.protobuf.Message",
                    "Generate it for the full runtime of Protobuf, and keep that runtime out of its jar",
                    null);
        }
        return new MessageClass(
                message.getDescriptorForType(), message, DiscardUnknownFieldsParser.wrap(message.getParserForType()));
    }

    private static String hintOf(String name) {
        int point = name.lastIndexOf('.');
        boolean isNested = point > 0 && Character.isUpperCase(name.charAt(name.lastIndexOf('.', point - 1) + 1));
        return "Name its jar with ADD JAR"
                + (isNested
                        ? "; a class within a class is written with a dollar sign: " + name.substring(0, point) + "$"
                                + name.substring(point + 1)
                        : "");
    }

    private static WeirException invalid(String what, String hint, @Nullable Throwable cause) {
        return new WeirException(ErrorCode.OPTION_INVALID, what, "option 'protobuf.message-class-name'", hint, cause);
    }
}
