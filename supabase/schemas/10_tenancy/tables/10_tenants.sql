create table public.tenants (
  id uuid primary key default private.new_id(),
  code text not null,
  name text not null,
  translations jsonb not null default '{}',
  status text not null default 'active',
  logo_path text,
  theme jsonb not null default '{}',
  points_name text not null default '积分',
  points_unit text not null default '分',
  rate_points bigint not null default 1,
  rate_minor bigint not null default 1,
  currency text not null default 'CNY',
  time_zone text not null default 'Asia/Shanghai',
  departure_policy text not null default 'back_to_budget',
  departure_keep_days integer not null default 0,
  card_prefix text not null default private.next_card_prefix(),
  created_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),
  constraint tenants_have_distinct_codes unique (code),
  constraint tenants_have_distinct_card_prefixes unique (card_prefix),
  constraint card_prefix_is_four_digits check (card_prefix ~ '^[1-9][0-9]{3}$'),
  constraint code_is_a_host_label check (code ~ '^[a-z][a-z0-9-]{1,30}[a-z0-9]$'),
  constraint name_is_not_empty check (length(name) between 1 and 100),
  constraint translations_is_an_object check (jsonb_typeof(translations) = 'object'),
  constraint status_is_known check (status in ('active', 'suspended')),
  constraint theme_is_an_object check (jsonb_typeof(theme) = 'object'),
  constraint points_are_named check (length(points_name) between 1 and 20 and length(points_unit) between 1 and 10),
  constraint rate_is_positive check (rate_points > 0 and rate_minor > 0),
  constraint currency_is_iso_4217 check (currency ~ '^[A-Z]{3}$'),
  -- Raises for an unknown zone rather than being false; either way the row is refused.
  constraint time_zone_is_known check (timezone(time_zone, timestamptz 'epoch') is not null),
  constraint departure_policy_is_known check (departure_policy in ('keep_days', 'back_to_budget', 'forfeit')),
  constraint departure_keep_days_is_sensible check (departure_keep_days between 0 and 3660)
);

create trigger touch_updated_at before update on public.tenants
  for each row execute function private.touch_updated_at();

alter table public.tenants enable row level security;
create policy members_and_guests_read_their_tenant on public.tenants for select to authenticated
  using (id = (select private.tenant_id()));

-- Only what a mall shows of its company. Status and policies are not for buyers.
grant select (
  id, code, name, translations, logo_path, theme, points_name, points_unit, rate_points, rate_minor, currency, time_zone
) on public.tenants to authenticated;
grant select, insert, update on public.tenants to service_role;

comment on table public.tenants is 'Companies. Each has its own people, mall, catalogue and name for its points.';
comment on column public.tenants.id is 'Key.';
comment on column public.tenants.code is 'Company code people type to sign in, e.g. xinghe. Small letters, digits and hyphens. Part of every employee''s sign-in address: do not change it while people have accounts.';
comment on column public.tenants.name is 'Name in Simplified Chinese.';
comment on column public.tenants.translations is 'Other languages: {"en": {"name": "…", "points_name": "…", "points_unit": "…"}}.';
comment on column public.tenants.status is 'active, or suspended: nobody of the company gets in until it is active again.';
comment on column public.tenants.logo_path is 'Path of the logo in the storage bucket media.';
comment on column public.tenants.theme is 'Colours: {"accent": "#5B4FE9", "accent_dark": "#8F86FF"}.';
comment on column public.tenants.points_name is 'What the company calls its points, e.g. 星币.';
comment on column public.tenants.points_unit is 'Unit behind a number, e.g. 枚.';
comment on column public.tenants.rate_points is 'Rate: so many points are worth rate_minor. Exact, never a decimal number.';
comment on column public.tenants.rate_minor is 'Rate: so many minor units of the currency (fen for CNY) are worth rate_points.';
comment on column public.tenants.currency is 'Currency of the rate, ISO 4217.';
comment on column public.tenants.time_zone is 'IANA time zone in which days of validity end, e.g. Asia/Shanghai.';
comment on column public.tenants.departure_policy is 'What happens to the points of somebody who leaves: keep_days, back_to_budget or forfeit.';
comment on column public.tenants.departure_keep_days is 'With keep_days: for so many days after leaving.';
comment on column public.tenants.card_prefix is 'The four digits with which the numbers of the company''s cards begin; no other company has them.';
comment on column public.tenants.created_at is 'When the company was added.';
comment on column public.tenants.updated_at is 'When the row was last changed.';
