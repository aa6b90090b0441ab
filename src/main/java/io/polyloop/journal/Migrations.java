package io.polyloop.journal;

import java.util.List;

/**
 * The migrations of one kind of database.
 *
 * @param folders in the resources
 * @param bytewise the clause that makes a text column compare byte by byte, as the order of topic names requires
 * @param own the folder of the service's migrations that are for this kind of database alone
 * @param session prepares a connection for the service's migrations
 */
record Migrations(List<String> folders, String bytewise, String own, String session) {}
