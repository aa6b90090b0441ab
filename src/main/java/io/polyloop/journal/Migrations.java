package io.polyloop.journal;

import java.util.List;

/**
 * The migrations of one kind of database.
 *
 * @param folders in the resources
 * @param bytewise the clause that makes a text column compare byte by byte, as the order of topic names requires
 */
record Migrations(List<String> folders, String bytewise) {}
