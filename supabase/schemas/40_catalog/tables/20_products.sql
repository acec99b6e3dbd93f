create table public.products (
  id uuid primary key default private.new_id(),
  category_id uuid not null references public.categories (id) on delete restrict,
  supplier_id uuid references public.suppliers (id) on delete restrict,
  kind text not null default 'physical',
  status text not null default 'active',
  name text not null,
  subtitle text not null default '',
  description text not null default '',
  brand text not null default '',
  keywords text[] not null default '{}',
  translations jsonb not null default '{}',
  option_names jsonb not null default '[]',
  featured integer not null default 0,
  created_at timestamptz not null default private.clock(),
  search_name text not null generated always as (
    private.fold_text(name || ' ' || private.translated_text(translations, 'name'))
  ) stored,
  search_text text not null generated always as (private.product_search_text(name, subtitle, brand, keywords, translations)) stored,
  search_grams text[] not null generated always as (
    private.text_grams(private.product_search_text(name, subtitle, brand, keywords, translations))
  ) stored,

  constraint kind_is_known check (kind in ('physical', 'virtual', 'stored_value_card', 'service', 'gift_pack')),
  constraint status_is_known check (status in ('draft', 'active', 'withdrawn')),
  constraint name_has_1_to_120_characters check (length(btrim(name)) between 1 and 120),
  constraint subtitle_has_at_most_200_characters check (length(subtitle) <= 200),
  constraint description_has_at_most_20000_characters check (length(description) <= 20000),
  constraint translations_by_locale check (private.is_translations(translations)),
  constraint option_names_are_a_list check (jsonb_typeof(option_names) = 'array')
);

comment on table public.products is 'What the mall sells. Visible to a buyer only while one of its SKUs is offered to him; see offers.';
comment on column public.products.id is 'Key.';
comment on column public.products.category_id is 'Where it stands in the tree of categories.';
comment on column public.products.supplier_id is 'Who delivers it. Not shown to buyers.';
comment on column public.products.kind is 'physical and gift_pack need an address; virtual, stored_value_card and service do not.';
comment on column public.products.status is 'draft (not ready), active, withdrawn: only active products are seen and sold, whatever their offers say.';
comment on column public.products.name is 'Name in Simplified Chinese.';
comment on column public.products.subtitle is 'One line below the name.';
comment on column public.products.description is 'Long text, Markdown.';
comment on column public.products.brand is 'Brand; found by search.';
comment on column public.products.keywords is 'Other words by which search finds it.';
comment on column public.products.translations is 'Other languages: {"en": {"name": "…", "subtitle": "…", "description": "…", "option_names": […], "keywords": "…"}}.';
comment on column public.products.option_names is 'What its SKUs differ in, in order: ["颜色", "尺寸"]; empty when there is but one.';
comment on column public.products.featured is 'Editorial weight: the larger, the earlier among the recommended.';
comment on column public.products.created_at is 'When it was entered; the order of the newest.';
comment on column public.products.search_name is 'Kept by the database: names in all languages as search compares them.';
comment on column public.products.search_text is 'Kept by the database: everything search looks through.';
comment on column public.products.search_grams is 'Kept by the database: single characters and pairs of search_text, the index of the search.';

create index products_of_category on public.products (category_id);
create index products_of_supplier on public.products (supplier_id);
create index products_by_grams on public.products using gin (search_grams);

alter table public.products enable row level security;

create policy buyers_read_products_offered_to_them on public.products
for select to authenticated
using (id = any((select private.visible_product_ids())::uuid[]));

-- NOTE: supplier_id and the columns of search are not granted; they are the platform's.
grant select (id, category_id, kind, name, subtitle, description, brand, translations, option_names, created_at)
on public.products to authenticated;
grant select, insert, update, delete on public.products to service_role;
