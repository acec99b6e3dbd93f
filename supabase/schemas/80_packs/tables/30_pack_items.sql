create table public.pack_items (
  tenant_id uuid not null,
  pack_id uuid not null,
  section_no integer not null,
  sku_id uuid not null references public.skus (id) on delete restrict,
  units integer,
  min_units integer not null default 0,
  max_units integer,
  value_points bigint,
  position integer not null default 0,

  constraint pack_items_pkey primary key (tenant_id, pack_id, section_no, sku_id),
  constraint section_of_the_pack foreign key (tenant_id, pack_id, section_no)
  references public.pack_sections (tenant_id, pack_id, section_no) on delete cascade,
  constraint units_are_sensible check (units between 1 and 999),
  constraint minimum_is_sensible check (min_units between 0 and 999),
  constraint maximum_is_sensible check (max_units between 1 and 999),
  constraint minimum_within_maximum check (min_units <= max_units),
  constraint value_is_sensible check (value_points between 1 and 1000000000)
);

comment on table public.pack_items is 'What a section of a pack contains or lets choose.';
comment on column public.pack_items.tenant_id is 'The company.';
comment on column public.pack_items.pack_id is 'The pack.';
comment on column public.pack_items.section_no is 'The section.';
comment on column public.pack_items.sku_id is 'The SKU. It needs no offer: a pack may hold what the mall does not sell.';
comment on column public.pack_items.units is 'For fixed contents: units in one use.';
comment on column public.pack_items.min_units is 'Units that must be among those chosen; 0: none need be.';
comment on column public.pack_items.max_units is 'Most units in one use; empty: as many as the section allows.';
comment on column public.pack_items.value_points is 'What one unit is worth, in points: counts up in a choice by amount, and limits what it may be swapped for.';
comment on column public.pack_items.position is 'Order within the section, smallest first.';

create index pack_items_by_sku on public.pack_items (sku_id);

create trigger refuse_change_of_granted before insert or update or delete on public.pack_items
for each row execute function private.refuse_change_of_active_pack();

alter table public.pack_items enable row level security;

create policy whoever_reads_the_pack_reads_its_items on public.pack_items
for select to authenticated
using (exists (select from public.packs p where p.tenant_id = pack_items.tenant_id and p.id = pack_items.pack_id));

grant select on public.pack_items to authenticated;
grant select, insert, update, delete on public.pack_items to service_role;
