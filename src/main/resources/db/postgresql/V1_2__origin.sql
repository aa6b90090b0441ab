-- Where the row of journal was written, and by which transaction. A standby that was promoted, a restored backup and a
-- copy are all other places, and their history may lack messages that clients have seen: it gets another epoch.
create table journal_origin (
    id       integer     not null primary key check (id = 1),
    identity text        not null,
    writer   text        not null,  -- xmin of the row: loading a dump writes it again
    database oid         not null,
    started  timestamptz not null   -- of the server: while it runs as the primary, it is the same server
);

-- Names the database on its server's timeline. The timeline of pg_control_checkpoint() would be too late: a promotion
-- takes writes before its first checkpoint.
create function journal_identity() returns text language plpgsql as $$
begin
    if pg_is_in_recovery() then
        raise exception 'this server is a standby and takes no writes' using errcode = '25006';
    end if;
    begin
        return (select system_identifier from pg_control_system())
            || '/' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8)
            || '/' || (select oid from pg_database where datname = current_database());
    exception when others then
        -- A managed server may refuse these functions. No two servers start at the same microsecond, and a restart
        -- looks like another server: a needless reset instead of a silent hole.
        return 'started/' || (extract(epoch from pg_postmaster_start_time()) * 1000000)::bigint
            || '/' || (select oid from pg_database where datname = current_database());
    end;
end
$$;

-- The epoch of the history that the caller's transaction belongs to. If the row comes from elsewhere, a new history
-- begins within this transaction.
create function journal_epoch() returns text language plpgsql as $$
declare
    found text;
    here  text;
begin
    select journal.epoch into found from journal, journal_origin as origin
        where journal.id = 1 and origin.id = 1 and origin.writer = journal.xmin::text
        and origin.started = pg_postmaster_start_time()
        and origin.database = (select oid from pg_database where datname = current_database());
    if found is not null then
        return found;
    end if;
    here := journal_identity();
    if current_setting('transaction_read_only') = 'off' then
        -- One node begins it; the others wait here, and then find it.
        lock table journal_origin in share row exclusive mode;
    end if;
    select journal.epoch into found from journal, journal_origin as origin
        where journal.id = 1 and origin.id = 1 and origin.writer = journal.xmin::text and origin.identity = here;
    if found is not null and current_setting('transaction_read_only') = 'on' then
        return found;
    end if;
    if found is null then
        found := left(md5(gen_random_uuid()::text), 16);
        insert into journal (id, epoch) values (1, found) on conflict (id) do update set epoch = excluded.epoch;
    end if;
    delete from journal_origin;
    insert into journal_origin (id, identity, writer, database, started)
        select 1, here, journal.xmin::text, pg_database.oid, pg_postmaster_start_time() from journal, pg_database
        where journal.id = 1 and datname = current_database();
    return found;
end
$$;

-- A history that began before origins were kept goes on.
insert into journal_origin (id, identity, writer, database, started)
    select 1, journal_identity(), journal.xmin::text, pg_database.oid, pg_postmaster_start_time()
    from journal, pg_database where datname = current_database();
