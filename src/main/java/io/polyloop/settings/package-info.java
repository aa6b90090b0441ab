/** Settings of a project's own: the sections of {@code conf/app.yaml}. */
package io.polyloop.settings;
