-- Messages up to this one were erased on request. Live subscribers are told of it; of retention they are not, since
-- they have received what it removes.
alter table topics add column erased bigint not null default 0;
