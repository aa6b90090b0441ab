/** What the public and the management server have in common: for which hosts they answer, and how they refuse. */
package io.polyloop.http;
