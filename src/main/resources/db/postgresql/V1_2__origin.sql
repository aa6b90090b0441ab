-- Where the row of journal was written, and by which transaction. A standby that was promoted, a restored backup and a
-- copy are all other places, and their history may lack messages that clients have seen: it gets another epoch.
create table journal_origin (
    id       integer not null primary key check (id = 1),
    identity text    not null,
    writer   text    not null  -- xmin of the row: loading a dump writes it again
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
    here  text := journal_identity();
    found text;
begin
    select journal.epoch into found from journal join journal_origin as origin on origin.id = journal.id
        where origin.identity = here and origin.writer = journal.xmin::text;
    if found is null then
        -- One node begins it; the others wait here, and then find it.
        lock table journal_origin in share row exclusive mode;
        select journal.epoch into found from journal join journal_origin as origin on origin.id = journal.id
            where origin.identity = here and origin.writer = journal.xmin::text;
    end if;
    if found is null then
        found := left(md5(gen_random_uuid()::text), 16);
        insert into journal (id, epoch) values (1, found) on conflict (id) do update set epoch = excluded.epoch;
        delete from journal_origin;
        insert into journal_origin (id, identity, writer)
            select 1, here, journal.xmin::text from journal where journal.id = 1;
    end if;
    return found;
end
$$;

-- A history that began before origins were kept goes on.
insert into journal_origin (id, identity, writer) select 1, journal_identity(), journal.xmin::text from journal;
