create table public.point_lots (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  account_id uuid not null,
  programme_id uuid not null,
  grant_id uuid not null,
  granted bigint not null,
  remaining bigint not null,
  has_points boolean not null generated always as (remaining > 0) stored,
  expires_at timestamptz not null,
  scope text not null default 'all',
  scope_ids uuid[] not null default '{}',
  revoked_at timestamptz,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint account_is_of_the_same_tenant foreign key (tenant_id, account_id)
    references public.ledger_accounts (tenant_id, id) on delete restrict,
  constraint programme_is_of_the_same_tenant foreign key (tenant_id, programme_id)
    references public.programmes (tenant_id, id) on delete restrict,
  constraint grant_is_of_the_same_tenant foreign key (tenant_id, grant_id)
    references public.grants (tenant_id, id) on delete restrict,
  constraint granted_is_positive check (granted > 0),
  constraint remaining_within_granted check (remaining between 0 and granted),
  constraint scope_is_known check (scope in ('all', 'categories', 'products'))
) with (fillfactor = 80); -- room for a changed remainder on the same page

-- has_points and not "remaining > 0", because an index that mentions remaining would have to be written at every spend.
-- None begins with the tenant, to which accounts and grants belong anyhow: see ledger_transactions_by_account.
create index point_lots_to_spend on public.point_lots (account_id, expires_at) where has_points;
create index point_lots_to_expire on public.point_lots (expires_at) where has_points;
create index point_lots_by_account on public.point_lots (account_id, created_at);
create index point_lots_by_grant on public.point_lots (grant_id);

alter table public.point_lots enable row level security;
-- NOTE: HR is not among the readers: remaining tells what somebody has spent.
create policy holders_read_their_lots on public.point_lots for select to authenticated
  using (tenant_id = (select private.tenant_id()) and account_id = (select private.account_id()));

grant select on public.point_lots to authenticated, service_role;

create policy holders_read_programmes_of_their_lots on public.programmes for select to authenticated
  using (
    tenant_id = (select private.tenant_id())
    and id in (select l.programme_id from public.point_lots l where l.account_id = (select private.account_id()))
  );

comment on table public.point_lots is 'Points of one grant in one wallet. A wallet''s balance is the sum of what remains in its lots. Changed by functions only.';
comment on column public.point_lots.tenant_id is 'The company.';
comment on column public.point_lots.id is 'Key.';
comment on column public.point_lots.account_id is 'The wallet that holds it.';
comment on column public.point_lots.programme_id is 'The occasion.';
comment on column public.point_lots.grant_id is 'The grant that made it; leads to the budget.';
comment on column public.point_lots.granted is 'Points at the beginning.';
comment on column public.point_lots.remaining is 'Points left. Not spendable any more after expires_at, booked out by the expiry job.';
comment on column public.point_lots.has_points is 'Whether anything remains; derived, for the indexes.';
comment on column public.point_lots.expires_at is 'Not spendable from this moment on: 23:59:59 of the last day in the company''s time zone.';
comment on column public.point_lots.scope is 'What it may buy, as the programme said at the grant: all, categories or products.';
comment on column public.point_lots.scope_ids is 'The categories or products of the scope.';
comment on column public.point_lots.revoked_at is 'When its grant was revoked: what was left went back to the budget, what had been spent became a debt.';
comment on column public.point_lots.created_at is 'When it was granted.';
