package io.polyloop.journal;

/** A newer build has used the journal, and this one does not support its schema. */
public final class SchemaTooNewException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaTooNewException(String version, String installedBy, String build) {
        super("the journal has schema version " + version + ", created by " + installedBy + ", which this Polyloop "
                + build + " does not support; start that version or a newer one, or restore an earlier backup"
                + " (docs/operations.md, Update and rollback)");
    }
}
