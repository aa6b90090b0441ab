package io.polyloop.journal;

/**
 * The file of the embedded journal cannot be used as it is. The message says what is wrong and what to do, in one line.
 */
public final class JournalFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalFileException(String message) {
        super(message);
    }
}
