package io.polyloop.journal;

import java.util.List;

/**
 * The migration folders of one kind of database.
 *
 * @param bytewise what makes a text column compare byte by byte, as the order of topic names requires
 */
record Migrations(List<String> folders, String bytewise) {}
