package io.weir.server.runbook;

/** Which page helps with which failure: by the kind of failure, and where that says too little, by its message. */
final class FailureKind {
    /** For all that have no page of their own. */
    static final String ANY = "pipeline-failed";

    private FailureKind() {}

    /**
     * The page.
     *
     * @param kind an error code's name, or what Java calls the failure
     * @param message what it says
     */
    static String runbook(String kind, String message) {
        return switch (kind) {
            case "OutOfMemoryError" -> "out-of-memory";
            case "IO_FULL" -> "disk-full";
            case "STATE_DAMAGED" -> "damaged-epoch";
            case "STATE_MISFIT" -> "plan-does-not-fit-state";
            case "RECORD_UNDECODABLE", "VALUE_INVALID" -> "errors";
            case "CONNECTOR_UNREACHABLE" -> isOfKafka(message) ? "broker-unreachable" : "database-down";
            case "CONNECTOR_FAILED", "IO_FAILED", "IO_NOT_FOUND" -> ofInput(message);
            default -> ANY;
        };
    }

    private static String ofInput(String message) {
        boolean isChanged = message.contains("the saved epoch")
                || message.contains("since the epoch was saved")
                || message.contains("an offset is missing");
        if (isChanged) {
            return "input-changed";
        }
        return message.contains("No space left on device") ? "disk-full" : ANY;
    }

    private static boolean isOfKafka(String message) {
        return message.contains("Kafka");
    }
}
