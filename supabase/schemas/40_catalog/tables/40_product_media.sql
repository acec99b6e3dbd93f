create table public.product_media (
  id uuid primary key default private.new_id(),
  product_id uuid not null references public.products (id) on delete cascade,
  path text not null,
  alt text not null default '',
  translations jsonb not null default '{}',
  position integer not null default 0,

  constraint path_has_1_to_300_characters check (length(path) between 1 and 300),
  constraint translations_by_locale check (private.is_translations(translations))
);

comment on table public.product_media is 'Pictures of a product; the first one stands for it in lists. Visible with the product.';
comment on column public.product_media.id is 'Key.';
comment on column public.product_media.product_id is 'The product it shows.';
comment on column public.product_media.path is 'File, relative to the storage bucket media.';
comment on column public.product_media.alt is 'What can be seen, for people who can''t.';
comment on column public.product_media.translations is 'Other languages: {"en": {"alt": "…"}}.';
comment on column public.product_media.position is 'Order within the product, smallest first.';

create index product_media_of_product on public.product_media (product_id, position, id) include (path);

alter table public.product_media enable row level security;

create policy buyers_see_pictures_of_products_offered_to_them on public.product_media
for select to authenticated
using (product_id = any((select private.visible_product_ids())::uuid[]));

grant select on public.product_media to authenticated;
grant select, insert, update, delete on public.product_media to service_role;
