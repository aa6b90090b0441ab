/** What authentication costs: the same work with tokens and without. */
package io.polyloop.bench.auth;
