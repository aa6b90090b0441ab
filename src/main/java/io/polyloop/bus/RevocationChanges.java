package io.polyloop.bus;

import io.polyloop.auth.Revocation;
import java.util.List;

/**
 * What changed in the journal's revocations since a point.
 *
 * @param to the point that these changes lead to
 * @param whole whether these are all revocations instead of those that were added
 */
public record RevocationChanges(Point to, boolean whole, List<Revocation> revocations) {
    /**
     * A point in the history of revocations.
     *
     * @param epoch of the journal; in another one, versions mean something else
     */
    public record Point(String epoch, long version) {
        /** Before all revocations. */
        public static final Point START = new Point("", 0);
    }
}
