package io.polyloop.journal;

/** The journal was used by a newer build, whose schema this one does not know. */
public final class SchemaTooNewException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaTooNewException(String version, String installedBy, String build) {
        super("the journal has version " + version + " of its schema, made by " + installedBy
                + ", and this is Polyloop "
                + build
                + ", which does not know it: start that version or a newer one, or restore a backup that was made"
                + " before (docs/operations.md, Update and rollback)");
    }
}
