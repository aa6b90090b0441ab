package io.polyloop.journal;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.polyloop.auth.Impersonation;
import io.polyloop.bus.CredentialEndpoint;
import io.polyloop.bus.JournalEndpoint;
import io.polyloop.bus.ReplayJournal;
import io.polyloop.bus.TopicHeads;
import io.polyloop.config.JournalSettings;
import io.polyloop.config.LimitSettings;
import io.polyloop.topic.Append;
import io.polyloop.topic.AppendResult;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Page;
import io.polyloop.topic.Position;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import io.polyloop.topic.TopicState;
import io.polyloop.trace.Span;
import io.polyloop.trace.Traces;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of a node. It receives commands over the bus on its event loop and executes SQL on named, bounded thread
 * pools: one thread for each parallel commit, and a few for reads. Deployed once.
 */
public final class JournalVerticle extends VerticleBase implements ReplayJournal {
    /** A page ends with the message that exceeds this size: a page of large messages must not fill the heap. */
    private static final long PAGE_BYTES = 1 << 20;

    /** A commit that takes longer than this fraction of journal.timeout makes the next check write. */
    private static final int SLOW = 4;

    private static final Logger LOG = LoggerFactory.getLogger(JournalVerticle.class);

    private final JournalSettings settings;
    private final LimitSettings limits;
    private final Clock clock;
    private final MeterRegistry registry;
    private final Impersonation impersonation;
    private final Dialect dialect;
    // event loop only
    private JournalWorkers workers;
    private volatile SqlJournal sql;
    private volatile Readiness readiness;
    private MaintenanceScheduler maintenance;
    private CommitQueues queues;
    private JournalMetrics metrics;
    private JournalCredentials credentials;
    private CommitPublisher publisher;
    private QueryRunner queryRunner;
    private Traces traces;
    private TransactionService transactions;

    /** @param impersonation judges what verticles do as the users of requests */
    public JournalVerticle(
            JournalSettings settings,
            LimitSettings limits,
            Path dataDir,
            Clock clock,
            MeterRegistry registry,
            Impersonation impersonation) {
        this.settings = settings;
        this.limits = limits;
        this.clock = clock;
        this.registry = registry;
        this.impersonation = impersonation;
        this.dialect = Dialect.of(settings, dataDir);
    }

    @Override
    public Future<?> start() {
        traces = Traces.of(vertx);
        workers = new JournalWorkers(vertx, settings, dialect.writers() + dialect.unitWriters());
        queues = new CommitQueues(this::commit, settings, dialect.writers(), dialect.unitWriters() > 0);
        metrics = new JournalMetrics(registry, queues::pendingMessages, workers);
        return workers.write(this::open)
                .onSuccess(opened -> opened())
                .compose(opened -> new JournalEndpoint(vertx, this, impersonation).listen(this::check))
                .compose(listening -> new CredentialEndpoint(vertx, credentials).listen())
                .compose(listening -> databaseEndpoint().listen())
                .compose(listening -> new QueryEndpoint(vertx, workers.queries(), queryRunner, registry).listen())
                .onSuccess(listening -> maintenance.start());
    }

    @Override
    public Future<?> stop() {
        return Future.join(queues.drain(), transactions == null ? Future.succeededFuture() : transactions.drain())
                .eventually(() -> maintenance == null ? Future.succeededFuture() : maintenance.stop())
                .eventually(() -> workers.close(sql));
    }

    /** Whether the last commit failed and no check has succeeded since. Any thread. */
    public boolean failing() {
        Readiness opened = readiness;
        return opened != null && opened.isFailing();
    }

    /** The epoch of the history that this node serves; empty before the journal is open. Any thread. */
    public String epoch() {
        SqlJournal opened = sql;
        return opened == null ? "" : opened.epoch();
    }

    @Override
    public Future<Appended> append(Append append) {
        return append(List.of(append)).get(0).compose(AppendResult::toFuture);
    }

    @Override
    public List<Future<AppendResult>> append(List<Append> appends) {
        List<Future<AppendResult>> results = appends.stream().map(this::enqueue).toList();
        // Not after the first append: it would be committed alone, and delivered alone to every subscriber.
        queues.commitNext();
        return results;
    }

    private Future<AppendResult> enqueue(Append append) {
        try {
            UnitCheck.checkSize(append, limits);
        } catch (ProblemException tooLarge) {
            return Future.succeededFuture(new AppendResult.Refused(tooLarge));
        }
        return queues.enqueue(append);
    }

    @Override
    public Future<Page> read(TopicName topic, ReadFrom from, int limit) {
        return workers.requests().run(() -> sql.read(topic, from, limit, PAGE_BYTES));
    }

    @Override
    public Future<Page> catchUp(TopicName topic, ReadFrom from, int limit) {
        return workers.catchUp().run(() -> sql.read(topic, from, limit, PAGE_BYTES));
    }

    @Override
    public Future<Long> lastNewsNumber() {
        return Future.succeededFuture(dialect.shared() ? UNKNOWN : publisher.lastNumber());
    }

    @Override
    public Future<TopicHeads> heads(Collection<TopicName> topics) {
        return workers.heads().run(() -> sql.heads(topics));
    }

    @Override
    public Future<List<TopicState>> topics(String prefix, String after, int limit) {
        return workers.requests().run(() -> sql.topics(prefix, after, limit));
    }

    @Override
    public Future<Void> erase(TopicName topic, Position through) {
        return maintenance.erase(topic, through, publisher::publish);
    }

    /** Also fails after a corruption: the database answers, but without messages that were stored. */
    private Future<Void> check() {
        return sql.corruption()
                .map(Problem.JOURNAL_DOWN::because)
                .<Future<Void>>map(Future::failedFuture)
                .orElseGet(readiness::check);
    }

    private DatabaseEndpoint databaseEndpoint() {
        UnitCheck check = new UnitCheck(limits, settings.sql(), impersonation);
        return new DatabaseEndpoint(vertx, check, queues::commit, transactions::run);
    }

    private void opened() {
        publisher = new CommitPublisher(vertx.eventBus());
        transactions = new TransactionService(
                context, sql, workers, settings, dialect.transactions(), publisher, metrics, traces);
    }

    private Future<Committed> commit(Batch batch, Deadline deadline) {
        long slow = vertx.setTimer(settings.timeout().dividedBy(SLOW).toMillis(), timer -> readiness.commitIsSlow());
        Timer.Sample sample = metrics.start(batch.size());
        List<String> origins = traces.isOn() ? batch.contexts() : List.of();
        Span span = traces.follow("commit", origins).set("polyloop.appends", batch.size());
        return workers.write(() -> sql.commit(batch, deadline))
                .onComplete(done -> {
                    vertx.cancelTimer(slow);
                    if (done.failed()) {
                        readiness.commitFailed();
                    }
                    metrics.stop(sample, done.succeeded());
                    span.end(done.succeeded());
                })
                .onFailure(failure -> LOG.error("a commit failed: {}", FaultText.of(failure)))
                .onFailure(failure -> publisher.skipNumber())
                .onSuccess(committed -> publisher.publish(committed, span.contextAnd(origins)))
                .recover(failure -> Future.failedFuture(CommitRefusal.of(failure)));
    }

    private Void open() throws Exception {
        JournalDatabase database = JournalDatabase.open(dialect, settings);
        try {
            sql = SqlJournal.open(database, clock);
        } catch (Exception failure) {
            database.close();
            throw failure;
        }
        maintenance = new MaintenanceScheduler(vertx, workers, settings, database, clock, new SizeGauges(registry));
        credentials = new JournalCredentials(vertx.eventBus(), workers, database, clock);
        queryRunner = new QueryRunner(database, settings.sql());
        // If there is one writer, a check takes its turn like an append. Beside it, it would wait for SQLite's lock,
        // which
        // is not given in turns, while the writer's thread takes it again and again.
        readiness = new Readiness(
                dialect.transactions() == 0 ? workers::write : workers::probe,
                new Probe(database, clock, limits.message()));
        return null;
    }
}
