package io.polyloop.bench.floor;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** One thread that commits all messages that arrived during the last commit, and then publishes them. */
final class GroupCommitter implements Runnable {
    private static final String TABLE = "create table messages (seq integer primary key, data blob not null)";
    private static final String INSERT = "insert into messages (data) values (?)";
    private static final int LARGEST_BATCH = 1_024;

    private final Broadcaster broadcaster;
    private final BlockingQueue<ByteBuf> queue = new LinkedBlockingQueue<>();

    GroupCommitter(Broadcaster broadcaster) {
        this.broadcaster = broadcaster;
    }

    GroupCommitter start() {
        new Thread(this, "commits").start();
        return this;
    }

    /** From any thread. Takes ownership of the reference. */
    void add(ByteBuf frame) {
        queue.add(frame);
    }

    @Override
    public void run() {
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            List<ByteBuf> batch = new ArrayList<>();
            while (true) {
                batch.add(queue.take());
                queue.drainTo(batch, LARGEST_BATCH);
                broadcaster.publish(commit(batch, connection, insert));
                batch.clear();
            }
        } catch (SQLException | InterruptedException failed) {
            failed.printStackTrace();
            // Otherwise the load client would time out without a cause in the report.
            System.exit(1);
        }
    }

    /** Has the durability of Polyloop's journal. The file is in the working directory, which only this server uses. */
    private static Connection connect() throws SQLException {
        Properties durable = new Properties();
        durable.put("journal_mode", "WAL");
        durable.put("synchronous", "FULL");
        Connection connection = DriverManager.getConnection("jdbc:sqlite:floor.db", durable);
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        connection.setAutoCommit(false);
        return connection;
    }

    /** Commits a batch; returns its frames in one buffer. */
    private static ByteBuf commit(List<ByteBuf> batch, Connection connection, PreparedStatement insert)
            throws SQLException {
        ByteBuf frames = ByteBufAllocator.DEFAULT.directBuffer();
        for (ByteBuf frame : batch) {
            insert.setBytes(1, ByteBufUtil.getBytes(frame));
            insert.addBatch();
            frames.writeBytes(frame);
            frame.release();
        }
        insert.executeBatch();
        connection.commit();
        return frames;
    }
}
