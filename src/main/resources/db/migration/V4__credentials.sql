-- Sessions and tickets. A row has the SHA-256 of a random id, so a copy of the table admits no client.
create table polyloop_credentials (
    hash       text   ${bytewise} not null primary key,
    kind       text   not null,
    owner      text   ${bytewise} not null, -- SHA-256 of issuer and subject, whose length has no limit
    epoch      text   not null,             -- in another history it is not valid: a backup revives no ended session
    identity   text   not null,             -- JSON
    topics     text   not null,             -- JSON
    expires_at bigint not null              -- milliseconds since 1970
);

create index polyloop_credentials_by_owner on polyloop_credentials (owner, kind, expires_at);
create index polyloop_credentials_by_expiry on polyloop_credentials (expires_at);
create index polyloop_credentials_tickets on polyloop_credentials (expires_at) where kind = 'ticket';

create table polyloop_revocations (
    id         text   ${bytewise} not null primary key, -- SHA-256 of kind, issuer and value
    kind       text   not null,
    issuer     text,
    value      text   not null,
    at         bigint not null,
    expires_at bigint not null,
    version    bigint not null -- of polyloop_revocation_state, when this row was last written
);

create index polyloop_revocations_by_version on polyloop_revocations (version);
create index polyloop_revocations_by_expiry on polyloop_revocations (expires_at);

-- One row. It is locked while a revocation is written: commit order is version order, and a node that has read up to a
-- version has missed none.
create table polyloop_revocation_state (
    id        integer not null primary key check (id = 1),
    version   bigint  not null, -- of the last change
    withdrawn bigint  not null  -- version of the last change that removed a revocation
);

insert into polyloop_revocation_state (id, version, withdrawn) values (1, 0, 0);
