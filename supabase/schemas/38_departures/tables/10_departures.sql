create table public.departures (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  member_id uuid not null,
  policy text not null,
  points bigint not null,
  claim_card_id uuid,
  reason text not null,
  offboarded_by uuid,
  actor_id uuid default auth.uid(),
  idempotency_key text not null,
  request_hash bytea not null,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint member_is_of_the_same_tenant foreign key (tenant_id, member_id)
    references public.members (tenant_id, id) on delete restrict,
  constraint offboarded_by_is_of_the_same_tenant foreign key (tenant_id, offboarded_by)
    references public.members (tenant_id, id) on delete restrict,
  constraint policy_is_known check (policy in ('keep_days', 'back_to_budget', 'forfeit')),
  constraint points_are_not_negative check (points >= 0),
  constraint a_claim_is_for_what_is_kept check (claim_card_id is null or (policy = 'keep_days' and points > 0)),
  constraint reason_is_given check (length(reason) between 1 and 200),
  constraint one_departure_per_key unique nulls not distinct (tenant_id, actor_id, idempotency_key)
);

create index departures_by_member on public.departures (tenant_id, member_id);

create trigger refuse_change before update or delete or truncate on public.departures
  for each statement execute function private.refuse_change();

alter table public.departures enable row level security;
create policy hr_reads_all_departures on public.departures for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

-- NOTE: points are not granted: they would tell what one person had left.
grant select (tenant_id, id, member_id, policy, reason, offboarded_by, created_at) on public.departures to authenticated;
grant select on public.departures to service_role;

comment on table public.departures is 'Members who left, and what became of their points. Append only.';
comment on column public.departures.tenant_id is 'The company.';
comment on column public.departures.id is 'Key.';
comment on column public.departures.member_id is 'Who left.';
comment on column public.departures.policy is 'The company''s policy at that time: keep_days, back_to_budget or forfeit.';
comment on column public.departures.points is 'Valid points that were left.';
comment on column public.departures.claim_card_id is 'With keep_days: the claim code, a card that opens the very wallet; empty when nothing was left.';
comment on column public.departures.reason is 'Why; for the record.';
comment on column public.departures.offboarded_by is 'The HR manager; empty for the platform.';
comment on column public.departures.actor_id is 'Account (auth.users) of whoever called; empty for the platform.';
comment on column public.departures.idempotency_key is 'The caller''s key: the same key and request ends one membership.';
comment on column public.departures.request_hash is 'SHA-256 of the request that came with the key.';
comment on column public.departures.created_at is 'When access ended.';
