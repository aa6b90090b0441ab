/** The interface of optional parts of the service. Knows nothing of the service, and nothing of its plug-ins. */
package io.polyloop.plugin;
