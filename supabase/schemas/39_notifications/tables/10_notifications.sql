create table public.notifications (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  account_id uuid not null,
  kind text not null,
  params jsonb not null default '{}',
  dedupe_key text not null,
  created_at timestamptz not null default private.clock(),
  read_at timestamptz,
  primary key (tenant_id, id),
  constraint account_is_of_the_same_tenant foreign key (tenant_id, account_id)
    references public.ledger_accounts (tenant_id, id) on delete restrict,
  constraint nobody_is_told_twice unique (account_id, dedupe_key),
  constraint kind_is_known check (
    kind in (
      'points_expiring', 'points_granted', 'points_expired', 'expiry_undone', 'grant_revoked', 'debt_settled', 'points_refunded',
      'schedule_failed'
    )
  ),
  constraint params_are_an_object check (jsonb_typeof(params) = 'object'),
  constraint dedupe_key_is_short check (length(dedupe_key) between 1 and 200)
);

create index notifications_by_account on public.notifications (account_id, created_at, id);
create index notifications_unread on public.notifications (account_id) where read_at is null;

alter table public.notifications enable row level security;
create policy holders_read_their_notifications on public.notifications for select to authenticated
  using (tenant_id = (select private.tenant_id()) and account_id = (select private.account_id()));

-- NOTE: nobody may write: jobs make notifications, and mark_notifications_read() marks the caller's.
grant select (tenant_id, id, account_id, kind, params, created_at, read_at) on public.notifications to authenticated;
grant select on public.notifications to service_role;

comment on table public.notifications is 'What the app tells the holder of a wallet. Made by jobs from the rows of the ledger, outside of the transactions that write those, so that no order waits for a message.';
comment on column public.notifications.tenant_id is 'The company.';
comment on column public.notifications.id is 'Key.';
comment on column public.notifications.account_id is 'The wallet whose holder is told: a member''s or a card''s.';
comment on column public.notifications.kind is 'points_expiring, points_granted, points_expired, expiry_undone, grant_revoked, debt_settled, points_refunded or, to HR, schedule_failed. The words are the client''s.';
comment on column public.notifications.params is 'What the words are filled with, by kind; see docs/api.md.';
comment on column public.notifications.dedupe_key is 'What the message is about. A wallet has one message about it, however often jobs run.';
comment on column public.notifications.created_at is 'When it happened, or when the job found it.';
comment on column public.notifications.read_at is 'When the holder read it; empty until then.';
