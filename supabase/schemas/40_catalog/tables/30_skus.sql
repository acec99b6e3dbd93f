create table public.skus (
  id uuid primary key default private.new_id(),
  product_id uuid not null references public.products (id) on delete restrict,
  code text not null,
  status text not null default 'active',
  options jsonb not null default '[]',
  translations jsonb not null default '{}',
  list_price_minor bigint,
  currency text not null default 'CNY',
  position integer not null default 0,
  created_at timestamptz not null default private.clock(),

  constraint skus_code_key unique (code),
  constraint skus_id_product_key unique (id, product_id),
  constraint code_has_1_to_64_characters check (length(btrim(code)) between 1 and 64),
  constraint status_is_known check (status in ('active', 'withdrawn')),
  constraint options_are_a_list check (jsonb_typeof(options) = 'array'),
  constraint translations_by_locale check (private.is_translations(translations)),
  constraint list_price_is_positive check (list_price_minor > 0),
  constraint currency_is_iso_4217 check (currency ~ '^[A-Z]{3}$')
);

comment on table public.skus is 'The variants of a product: what is priced, stocked and ordered. Visible to a buyer only with an offer.';
comment on column public.skus.id is 'Key.';
comment on column public.skus.product_id is 'The product it is a variant of.';
comment on column public.skus.code is 'Article number, unique in the platform.';
comment on column public.skus.status is 'active, or withdrawn: not seen and not sold any more, whatever its offers say.';
comment on column public.skus.options is 'Its choices in the order of the product''s option_names: [{"name": "颜色", "value": "月白"}].';
comment on column public.skus.translations is 'Other languages: {"en": {"options": [{"name": "Colour", "value": "Moon white"}]}}.';
comment on column public.skus.list_price_minor is 'Price in shops for comparison, in minor units (fen) of currency; may be empty.';
comment on column public.skus.currency is 'Currency of the list price, ISO 4217.';
comment on column public.skus.position is 'Order within the product, smallest first.';
comment on column public.skus.created_at is 'When it was entered.';

create index skus_of_product on public.skus (product_id, position);

alter table public.skus enable row level security;

create policy buyers_read_skus_offered_to_them on public.skus
for select to authenticated
using (id = any((select private.visible_sku_ids())::uuid[]));

grant select (id, product_id, code, status, options, translations, list_price_minor, currency, position) on public.skus to authenticated;
grant select, insert, update, delete on public.skus to service_role;
