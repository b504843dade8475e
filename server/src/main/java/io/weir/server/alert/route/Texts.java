package io.weir.server.alert.route;

/** Texts as other systems take them. */
final class Texts {
    private Texts() {}

    /** The text, cut to a length, with a mark that it was. */
    static String cut(String text, int lengthMax) {
        return text.length() <= lengthMax ? text : text.substring(0, lengthMax - 1) + "…";
    }

    /** A name of letters, digits and underscores, as Prometheus' labels have it. */
    static String labelName(String name) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            boolean isDigit = c >= '0' && c <= '9';
            safe.append(isLetter || (isDigit && i > 0) ? c : '_');
        }
        return safe.isEmpty() ? "_" : safe.toString();
    }

    /** What Slack must not read as a link or a mention. */
    static String slack(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
