create table public.programmes (
  tenant_id uuid not null references public.tenants on delete restrict,
  id uuid not null default private.new_id(),
  name text not null,
  translations jsonb not null default '{}',
  occasion text not null,
  status text not null default 'active',
  validity_kind text not null,
  validity_days integer,
  validity_months integer,
  valid_until date,
  scope text not null default 'all',
  scope_ids uuid[] not null default '{}',
  expiry_policy text not null default 'forfeit',
  refund_policy text,
  refund_restore_days integer,
  cap_points bigint,
  cap_period text not null default 'ever',
  created_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint programmes_have_distinct_names unique (tenant_id, name),
  constraint name_is_not_empty check (length(name) between 1 and 100),
  constraint translations_is_an_object check (jsonb_typeof(translations) = 'object'),
  constraint occasion_is_known check (
    occasion in ('festival', 'birthday', 'anniversary', 'incentive', 'high_temperature', 'health', 'check_in', 'card', 'other')
  ),
  constraint status_is_known check (status in ('draft', 'active', 'closed')),
  -- "is true", because a comparison with null is neither true nor false, and a check lets that pass.
  constraint validity_rule_is_complete check (
    (
      (validity_kind = 'fixed_date' and valid_until is not null and num_nonnulls(validity_days, validity_months) = 0)
      or (validity_kind = 'days' and validity_days between 1 and 3660 and num_nonnulls(validity_months, valid_until) = 0)
      or (validity_kind = 'months' and validity_months between 1 and 120 and num_nonnulls(validity_days, valid_until) = 0)
    ) is true
  ),
  constraint scope_names_what_it_is_limited_to check (
    (scope = 'all' and cardinality(scope_ids) = 0)
    or (scope in ('categories', 'products') and cardinality(scope_ids) between 1 and 1000)
  ),
  constraint cap_is_positive check (cap_points > 0),
  constraint cap_period_is_known check (cap_period in ('ever', 'year', 'month')),
  constraint expiry_policy_is_known check (expiry_policy in ('forfeit', 'back_to_budget')),
  constraint refund_policy_is_complete check (
    (
      (refund_policy is null and refund_restore_days is null)
      or (refund_policy = 'restore_days' and refund_restore_days between 1 and 366)
      or (refund_policy in ('back_to_budget', 'forfeit') and refund_restore_days is null)
    ) is true
  )
);

create trigger touch_updated_at before update on public.programmes
  for each row execute function private.touch_updated_at();

alter table public.programmes enable row level security;
create policy operators_read_all_programmes on public.programmes for select to authenticated
  using (
    tenant_id = (select private.tenant_id())
    and (
      (select private.has_role('hr_manager'))
      or (select private.has_role('department_admin'))
      or (select private.has_role('group_admin'))
    )
  );
-- The policy by which holders read the programmes of their lots stands in 30_point_lots.sql: it needs that table.

grant select on public.programmes to authenticated;
grant select, insert, update on public.programmes to service_role;

comment on table public.programmes is 'Occasions on which a company grants points, with the rules those points carry. Rules are copied into each lot at the grant, so a change touches later grants only; refund and expiry policies are read when it happens.';
comment on column public.programmes.tenant_id is 'The company.';
comment on column public.programmes.id is 'Key.';
comment on column public.programmes.name is 'Name in Simplified Chinese, e.g. 中秋福利.';
comment on column public.programmes.translations is 'Other languages: {"en": {"name": "…"}}.';
comment on column public.programmes.occasion is 'festival, birthday, anniversary, incentive, high_temperature, health, check_in, card or other.';
comment on column public.programmes.status is 'draft and closed take no grants, active does. Lots that exist are not touched by closing.';
comment on column public.programmes.validity_kind is 'How long points are valid: fixed_date, or so many days or months after the grant. They are valid to 23:59:59 of the last day in the company''s time zone.';
comment on column public.programmes.validity_days is 'With validity_kind days: last day = day of the grant + so many days.';
comment on column public.programmes.validity_months is 'With validity_kind months: last day = day of the grant + so many months (31 January + 1 month = 28 or 29 February).';
comment on column public.programmes.valid_until is 'With validity_kind fixed_date: the last day.';
comment on column public.programmes.scope is 'What the points may buy: all, or only products of categories (with everything below them), or products.';
comment on column public.programmes.scope_ids is 'The categories or products of the scope; empty for all.';
comment on column public.programmes.expiry_policy is 'Where points go that expire: forfeit, or back_to_budget of whoever granted them.';
comment on column public.programmes.refund_policy is 'When an order is refunded after its lot has expired or the programme was closed: restore_days (the points come back for some days), back_to_budget, or forfeit. Empty: as the company does it (refund_rules).';
comment on column public.programmes.refund_restore_days is 'With restore_days: valid for so many days from the refund.';
comment on column public.programmes.cap_points is 'Points that one person may be granted in this programme within cap_period; empty: no limit. Revoked lots do not count.';
comment on column public.programmes.cap_period is 'What the cap counts: ever, or the calendar year or month in the company''s time zone.';
comment on column public.programmes.created_at is 'When it was added.';
comment on column public.programmes.updated_at is 'When the row was last changed.';
