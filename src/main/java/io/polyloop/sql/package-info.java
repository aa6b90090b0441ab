/** The tables of a service in the journal's database: queries, and commits of rows together with messages. */
package io.polyloop.sql;
