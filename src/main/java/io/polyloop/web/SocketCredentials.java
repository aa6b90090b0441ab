package io.polyloop.web;

import io.polyloop.auth.Authenticator;
import io.polyloop.auth.Ending;
import io.polyloop.auth.Identity;
import io.polyloop.auth.User;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * The credentials of one WebSocket: waits for them, renews them, and closes the socket when they end. On its event
 * loop.
 */
final class SocketCredentials {
    /** The client hears about the end of its token about a minute before, and not with all others at once. */
    private static final long NOTICE_MIN_MS = 45_000;

    private static final long NOTICE_MAX_MS = 75_000;

    private final LiveSocket socket;
    private final Authenticator authenticator;
    private final Authenticator.Source source;
    private final Consumer<Identity> onChange;
    // event loop only
    private Identity identity;
    private Instant deadline;
    private boolean verifying;
    private boolean noticed;
    private long noticeMs;

    /**
     * @param timeout for the first credentials
     * @param onChange is called with the first identity and each later one
     */
    SocketCredentials(
            LiveSocket socket,
            Authenticator authenticator,
            Authenticator.Source source,
            Duration timeout,
            Consumer<Identity> onChange) {
        this.socket = socket;
        this.authenticator = authenticator;
        this.source = source;
        this.onChange = onChange;
        this.deadline = authenticator.now().plus(timeout);
    }

    /** Whether frames have to wait for the result of a verification. */
    boolean isVerifying() {
        return verifying;
    }

    /** Whether frames can be handled; otherwise the one with this id is refused, and the socket closes. */
    boolean admit(Object id) {
        if (identity == null) {
            return !authenticator.required() || refused(id, "send an auth frame first");
        }
        // Not only at the next check: what is published after the end would be stored.
        Optional<Ending> end = authenticator.ended(identity);
        return end.isEmpty() || refused(id, end.get().detail());
    }

    private boolean refused(Object id, String reason) {
        refuse(id, Problem.UNAUTHENTICATED.because(reason));
        return false;
    }

    /** Takes what the handshake presented. No frame is handled until the result is known. */
    void present(Future<User> verification) {
        verify(null, verification, user -> {});
    }

    /** Executes an {@code auth} frame. */
    void authenticate(Object id, String token) {
        verify(id, authenticator.bearer(token, source, false), user -> {
            Duration remaining = authenticator.remaining(user);
            socket.send(ServerFrames.authenticated(id, user.subject(), remaining));
        });
    }

    /** Sends a notice before the end, and closes the socket at the end. */
    void check() {
        if (identity != null) {
            authenticator.ended(identity).map(CloseReason::of).ifPresentOrElse(socket::close, this::noticeEnd);
        } else if (!verifying && !authenticator.now().isBefore(deadline)) {
            socket.refuse(null, Problem.UNAUTHENTICATED.because("no auth frame came in time (auth.timeout)"));
            end();
        }
    }

    private void noticeEnd() {
        Duration remaining = authenticator.remaining(identity);
        if (!noticed && remaining != null && remaining.toMillis() <= noticeMs) {
            noticed = true;
            socket.send(ServerFrames.expiring(remaining));
        }
    }

    private void verify(Object id, Future<User> verification, Consumer<Identity> onSuccess) {
        verifying = true;
        verification.onComplete(done -> {
            verifying = false;
            if (done.failed()) {
                refuse(id, ProblemException.of(done.cause()));
            } else {
                accept(id, done.result().identity(), onSuccess);
            }
            socket.onReply();
        });
    }

    private void accept(Object id, Identity renewed, Consumer<Identity> onSuccess) {
        if (identity != null && !identity.isSameSubject(renewed)) {
            refuse(id, Problem.UNAUTHENTICATED.because("the new token is of another subject"));
            return;
        }
        identity = keepingSession(renewed);
        noticed = false;
        noticeMs = noticeMs(authenticator.remaining(renewed));
        onSuccess.accept(renewed);
        onChange.accept(renewed);
    }

    // The socket belongs to its session even with a newer token: who logs out expects it to end.
    private Identity keepingSession(Identity renewed) {
        return identity == null || identity.session() == null || renewed.session() != null
                ? renewed
                : renewed.inSession(identity.session(), renewed.expiresAt());
    }

    // Of a short token no more than its second half: a client that renews at each notice would renew all the time.
    private static long noticeMs(Duration remaining) {
        long jittered = ThreadLocalRandom.current().nextLong(NOTICE_MIN_MS, NOTICE_MAX_MS + 1);
        return remaining == null ? 0 : Math.min(jittered, remaining.toMillis() / 2);
    }

    private void refuse(Object id, ProblemException refusal) {
        socket.refuse(id, refusal);
        if (refusal.problem() == Problem.UNAUTHENTICATED) {
            end();
        } else if (identity == null) {
            socket.close(CloseReason.OVERLOAD);
        }
    }

    private void end() {
        socket.close(CloseReason.UNAUTHENTICATED);
    }
}
