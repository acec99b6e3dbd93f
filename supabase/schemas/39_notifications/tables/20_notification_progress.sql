create table private.notification_progress (
  only_row boolean primary key default true,
  done_until timestamptz not null,
  fence_at timestamptz,
  fence_xid xid8,
  constraint there_is_one_row check (only_row),
  constraint fence_is_whole check ((fence_at is null) = (fence_xid is null))
);

insert into private.notification_progress (done_until) values (clock_timestamp());

alter table private.notification_progress enable row level security;
-- NOTE: no policy and no grant: notify_of_movements() is the only reader.

comment on table private.notification_progress is 'How far notify_of_movements() has read the ledger. Real time and not private.clock(), because ids carry the real time.';
comment on column private.notification_progress.only_row is 'True: there is one row.';
comment on column private.notification_progress.done_until is 'Every movement whose id is older has its notification; none older can still appear.';
comment on column private.notification_progress.fence_at is 'Where done_until goes next, as soon as no transaction is running any more that may hold an older movement.';
comment on column private.notification_progress.fence_xid is 'The transactions that may are those with a lower number.';
