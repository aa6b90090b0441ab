package io.polyloop.journal;

/**
 * The file of the embedded journal cannot be used. The message states the problem and the remedy in one line.
 */
public final class JournalFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalFileException(String message) {
        super(message);
    }
}
