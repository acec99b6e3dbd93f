create table public.home_modules (
  tenant_id uuid not null references public.tenants (id) on delete restrict,
  id uuid not null default private.new_id(),
  position integer not null,
  kind text not null,
  config jsonb not null default '{}',

  constraint home_modules_pkey primary key (tenant_id, id),
  constraint kind_is_known check (kind in ('banner', 'shortcuts', 'product_rail', 'notice')),
  constraint config_is_an_object check (jsonb_typeof(config) = 'object')
);

comment on table public.home_modules is 'What a company''s home page is made of, from top to bottom.';
comment on column public.home_modules.tenant_id is 'The company.';
comment on column public.home_modules.id is 'Key within the company.';
comment on column public.home_modules.position is 'Order on the page, smallest first.';
comment on column public.home_modules.kind is 'banner, shortcuts, product_rail or notice.';
comment on column public.home_modules.config is 'What it shows. banner: {items: [{image_path, title, subtitle, translations, link}]}; shortcuts: {category_ids}; '
'product_rail: {title, translations, query: {category_id, sort, product_ids}, limit}; notice: {title, body, translations}.';

create index home_modules_in_order on public.home_modules (tenant_id, position);

alter table public.home_modules enable row level security;

create policy buyers_read_the_home_page_of_their_company on public.home_modules
for select to authenticated
using (tenant_id = (select private.tenant_id()));

grant select on public.home_modules to authenticated;
grant select, insert, update, delete on public.home_modules to service_role;
