create table public.addresses (
  tenant_id uuid not null references public.tenants (id) on delete restrict,
  id uuid not null default private.new_id(),
  member_id uuid,
  card_id uuid,
  buyer_id uuid not null generated always as (coalesce(member_id, card_id)) stored,
  recipient text not null,
  phone text not null,
  province text not null,
  city text not null,
  district text not null,
  street text not null,
  is_default boolean not null default false,
  created_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),

  constraint addresses_pkey primary key (tenant_id, id),
  constraint member_of_the_tenant foreign key (tenant_id, member_id) references public.members (tenant_id, id) on delete cascade,
  constraint one_buyer check (num_nonnulls(member_id, card_id) = 1),
  constraint lengths_are_sensible check (
    length(recipient) between 1 and 50 and length(phone) between 5 and 20 and length(province) between 1 and 50
    and length(city) between 1 and 50 and length(district) between 1 and 50 and length(street) between 1 and 200
  )
);

comment on table public.addresses is 'Address books of buyers, at most 30 entries each. Orders keep a copy, so that a change here changes no order.';
comment on column public.addresses.tenant_id is 'The company.';
comment on column public.addresses.id is 'Key within the company.';
comment on column public.addresses.member_id is 'Whose it is, if a member''s.';
comment on column public.addresses.card_id is 'Whose it is, if a guest''s: the card.';
comment on column public.addresses.buyer_id is 'Kept by the database: the member or the card.';
comment on column public.addresses.recipient is 'Who receives the parcel.';
comment on column public.addresses.phone is 'Number for the courier: Chinese mobile or landline, or international.';
comment on column public.addresses.province is 'Province or municipality.';
comment on column public.addresses.city is 'City.';
comment on column public.addresses.district is 'District or county.';
comment on column public.addresses.street is 'Street, number, building, room.';
comment on column public.addresses.is_default is 'Whether checkout starts with it; one per buyer.';
comment on column public.addresses.created_at is 'When it was entered.';
comment on column public.addresses.updated_at is 'When it was last changed.';

create index addresses_of_buyer on public.addresses (tenant_id, buyer_id);
create unique index one_default_address_per_buyer on public.addresses (tenant_id, buyer_id) where is_default;

alter table public.addresses enable row level security;

create policy buyers_read_their_own_addresses on public.addresses
for select to authenticated
using (tenant_id = (select private.tenant_id()) and buyer_id = (select private.buyer_id()));

grant select on public.addresses to authenticated;
grant select on public.addresses to service_role;
