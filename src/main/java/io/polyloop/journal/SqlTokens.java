package io.polyloop.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits SQL into tokens, as far as SQLite and PostgreSQL agree. What they read differently is refused: a statement that
 * one of them splits in another way would pass {@link SqlGuard}.
 */
final class SqlTokens {
    enum Kind {
        /** A keyword or a name without quotes, in lower case. */
        WORD,
        /** A quoted name, or text, which SQLite also accepts as a name. In lower case, without quotes. */
        QUOTED,
        PARAMETER,
        /** A number, or one character. */
        SYMBOL
    }

    record Token(Kind kind, String text) {
        boolean isWord(String word) {
            return kind == Kind.WORD && text.equals(word);
        }

        boolean isSymbol(char symbol) {
            return kind == Kind.SYMBOL && text.charAt(0) == symbol;
        }
    }

    private final String sql;
    private final boolean script;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int brackets;

    private SqlTokens(String sql, boolean script) {
        this.sql = sql;
        this.script = script;
    }

    /** The tokens of a statement. Throws {@link IllegalArgumentException} with what to do. */
    static List<Token> of(String sql) {
        return new SqlTokens(sql, false).scan();
    }

    /** The tokens of a migration, in which text between $$ is the body of a function, with a $ before and after it. */
    static List<Token> ofScript(String sql) {
        return new SqlTokens(sql, true).scan();
    }

    private List<Token> scan() {
        while (at < sql.length()) {
            next();
        }
        return tokens;
    }

    private void next() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (sql.startsWith("--", at)) {
            at = endOfLine();
        } else if (sql.startsWith("/*", at)) {
            at = endOfComment();
        } else if (c == '\'' || c == '"' || c == '`') {
            quoted(c);
        } else if (isNameStart(c)) {
            word();
        } else if (Character.isDigit(c)) {
            number();
        } else if (script && c == '$') {
            body();
        } else if (script) {
            tokens.add(new Token(Kind.SYMBOL, String.valueOf(c)));
            at++;
        } else {
            symbol(c);
        }
    }

    private void body() {
        int end = at + 1;
        while (end < sql.length() && (isNameStart(sql.charAt(end)) || Character.isDigit(sql.charAt(end)))) {
            end++;
        }
        String tag = sql.substring(at, end) + "$";
        int close = sql.startsWith(tag, at) ? sql.indexOf(tag, at + tag.length()) : -1;
        tokens.add(new Token(Kind.SYMBOL, "$"));
        if (close < 0) {
            at = end;
        } else {
            tokens.addAll(ofScript(sql.substring(at + tag.length(), close)));
            tokens.add(new Token(Kind.SYMBOL, "$"));
            at = close + tag.length();
        }
    }

    private int endOfLine() {
        int end = at;
        while (end < sql.length() && sql.charAt(end) != '\n' && sql.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private int endOfComment() {
        int end = sql.indexOf("*/", at + 2);
        refuseIf(end < 0, "a comment is not closed");
        // PostgreSQL nests comments, SQLite does not.
        refuseIf(sql.substring(at + 2, end).contains("/*"), "a comment contains /*; remove that");
        return end + 2;
    }

    private void quoted(char quote) {
        StringBuilder text = new StringBuilder();
        int end = at + 1;
        while (true) {
            refuseIf(end >= sql.length(), "a " + quote + " is not closed");
            char c = sql.charAt(end++);
            if (c == quote) {
                if (end >= sql.length() || sql.charAt(end) != quote) {
                    break;
                }
                end++;
            }
            text.append(c);
        }
        refuseEscapes(quote, text);
        tokens.add(new Token(Kind.QUOTED, text.toString().toLowerCase(Locale.ROOT)));
        at = end;
    }

    /** In {@code E'\''} and {@code U&"\0041"}, PostgreSQL reads a backslash, SQLite does not. */
    private void refuseEscapes(char quote, CharSequence text) {
        String before = sql.substring(Math.max(0, at - 2), at).toLowerCase(Locale.ROOT);
        boolean escapes =
                quote == '\'' && before.endsWith("e") && text.toString().indexOf('\\') >= 0;
        refuseIf(
                escapes || before.equals("u&"),
                "text has escapes with a backslash; write it without, or pass it as a parameter");
    }

    private void word() {
        int start = at;
        while (at < sql.length() && (isNameStart(sql.charAt(at)) || isDigitOrDollar(sql.charAt(at)))) {
            at++;
        }
        tokens.add(new Token(Kind.WORD, sql.substring(start, at).toLowerCase(Locale.ROOT)));
    }

    private void number() {
        int start = at;
        while (at < sql.length() && (Character.isLetterOrDigit(sql.charAt(at)) || "._".indexOf(sql.charAt(at)) >= 0)) {
            at++;
        }
        tokens.add(new Token(Kind.SYMBOL, sql.substring(start, at)));
    }

    private void symbol(char c) {
        boolean doubled = at + 1 < sql.length() && sql.charAt(at + 1) == c;
        boolean named = at + 1 < sql.length() && isNameStart(sql.charAt(at + 1));
        boolean numbered = at + 1 < sql.length() && Character.isDigit(sql.charAt(at + 1));
        refuseIf(c == 0, "the statement contains the character 0");
        // $$ quotes text in PostgreSQL and begins a name in SQLite.
        refuseIf(c == '$', "the statement contains $; a parameter is a ?, and text is quoted with '");
        boolean slice = c == ':' && brackets > 0; // of an array: a[1:n]
        refuseIf(
                c == '?' && numbered || (c == ':' || c == '@') && named && !slice,
                "a parameter is a ? without a name or number");
        brackets += c == '[' ? 1 : c == ']' ? -1 : 0;
        if (doubled && (c == '?' || c == ':')) { // the operator ? as PostgreSQL's driver expects it, and a cast
            tokens.add(new Token(Kind.SYMBOL, sql.substring(at, at + 2)));
            at += 2;
        } else {
            tokens.add(new Token(c == '?' ? Kind.PARAMETER : Kind.SYMBOL, String.valueOf(c)));
            at++;
        }
    }

    private static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_' || c >= 0x80;
    }

    private static boolean isDigitOrDollar(char c) {
        return Character.isDigit(c) || c == '$';
    }

    private static void refuseIf(boolean refused, String reason) {
        if (refused) {
            throw new IllegalArgumentException(reason);
        }
    }
}
