create table public.suppliers (
  id uuid primary key default private.new_id(),
  code text not null,
  name text not null,
  contact_name text,
  contact_phone text,
  status text not null default 'active',
  created_at timestamptz not null default private.clock(),

  constraint suppliers_code_key unique (code),
  constraint code_is_a_short_word check (code ~ '^[a-z0-9][a-z0-9_-]{1,31}$'),
  constraint name_has_1_to_80_characters check (length(btrim(name)) between 1 and 80),
  constraint status_is_known check (status in ('active', 'suspended', 'ended'))
);

comment on table public.suppliers is 'Who delivers the goods. Seen by the platform only: buyers and companies need not know.';
comment on column public.suppliers.id is 'Key.';
comment on column public.suppliers.code is 'Short name in files and reports: small letters, digits, - and _.';
comment on column public.suppliers.name is 'Name in law.';
comment on column public.suppliers.contact_name is 'Whom to call.';
comment on column public.suppliers.contact_phone is 'Number to call.';
comment on column public.suppliers.status is 'active, suspended (for now) or ended.';
comment on column public.suppliers.created_at is 'When the supplier was entered.';

-- NOTE: no policy and no grant to API roles; only the platform reads this table.
alter table public.suppliers enable row level security;
grant select, insert, update, delete on public.suppliers to service_role;
