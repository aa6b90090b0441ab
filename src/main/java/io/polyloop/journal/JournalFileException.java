package io.polyloop.journal;

/** The file of the embedded journal cannot be used as it is. The message says what is wrong and what to do. */
public final class JournalFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalFileException(String message) {
        super(message);
    }

    JournalFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
