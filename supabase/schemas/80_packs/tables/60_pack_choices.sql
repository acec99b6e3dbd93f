create table public.pack_choices (
  tenant_id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  entitlement_id uuid not null,
  use_no integer not null,
  section_no integer not null,
  sku_id uuid not null,
  delivered_sku_id uuid not null,
  units integer not null,
  returned_at timestamptz,

  constraint pack_choices_pkey primary key (tenant_id, order_id, line_no),
  constraint line_of_the_order foreign key (tenant_id, order_id, line_no)
  references public.order_lines (tenant_id, order_id, line_no) on delete restrict,
  constraint entitlement_of_the_tenant foreign key (tenant_id, entitlement_id)
  references public.pack_entitlements (tenant_id, id) on delete restrict,
  constraint use_no_is_positive check (use_no > 0),
  constraint units_are_positive check (units > 0)
);

comment on table public.pack_choices is 'The slots of entitlements that are taken: what was chosen from a pack, by the line of the order that brings it.';
comment on column public.pack_choices.tenant_id is 'The company.';
comment on column public.pack_choices.order_id is 'The order.';
comment on column public.pack_choices.line_no is 'Its line.';
comment on column public.pack_choices.entitlement_id is 'The entitlement.';
comment on column public.pack_choices.use_no is 'Which of its uses, from 1.';
comment on column public.pack_choices.section_no is 'The section of the pack.';
comment on column public.pack_choices.sku_id is 'The item of the section whose slots are taken.';
comment on column public.pack_choices.delivered_sku_id is 'What comes: the same, or what it was swapped for.';
comment on column public.pack_choices.units is 'Units.';
comment on column public.pack_choices.returned_at is 'When the slots were given back because the order was cancelled or refunded; empty: they are taken.';

create index pack_choices_taken on public.pack_choices (entitlement_id, use_no) where returned_at is null;

-- NOTE: no policy and no grant to API roles; holders read their choices through pack_detail.
alter table public.pack_choices enable row level security;
grant select on public.pack_choices to service_role;
