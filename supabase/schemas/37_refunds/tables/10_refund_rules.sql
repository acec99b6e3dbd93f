create table public.refund_rules (
  tenant_id uuid not null references public.tenants on delete cascade,
  state text not null,
  policy text not null,
  restore_days integer,
  updated_at timestamptz not null default private.clock(),
  primary key (tenant_id, state),
  constraint state_is_known check (state in ('holder_left', 'card_void', 'lot_expired', 'programme_closed')),
  constraint policy_is_complete check (
    (
      (policy = 'restore_days' and restore_days between 0 and 366)
      or (policy in ('back_to_budget', 'forfeit') and restore_days is null)
    ) is true
  )
);

create trigger touch_updated_at before update on public.refund_rules
  for each row execute function private.touch_updated_at();
create trigger add_refund_rules_of_new_tenants after insert on public.tenants
  referencing new table as added for each statement execute function private.add_refund_rules_of_new_tenants();

alter table public.refund_rules enable row level security;
create policy hr_reads_refund_rules on public.refund_rules for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

grant select on public.refund_rules to authenticated;
-- NOTE: neither insert nor delete: each company has one row per state, made with the company.
grant select, update (policy, restore_days) on public.refund_rules to service_role;

comment on table public.refund_rules is 'Where points go that are refunded when they can''t simply go back to their lot: one row per company and state. Edited in Studio. Of several states the first counts: holder_left, card_void, lot_expired, programme_closed.';
comment on column public.refund_rules.tenant_id is 'The company.';
comment on column public.refund_rules.state is 'holder_left (the member has departed, and the claim code, if any, is over), card_void, lot_expired, or programme_closed. Programmes may have a policy of their own for the last two.';
comment on column public.refund_rules.policy is 'restore_days (back to the very lot, valid for some days at least), back_to_budget (that granted the lot) or forfeit.';
comment on column public.refund_rules.restore_days is 'With restore_days: valid for so many days from the refund at least; never shorter than before.';
comment on column public.refund_rules.updated_at is 'When it was last changed.';
