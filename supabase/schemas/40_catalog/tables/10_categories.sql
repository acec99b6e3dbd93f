create table public.categories (
  id uuid primary key default private.new_id(),
  parent_id uuid references public.categories (id) on delete restrict,
  path uuid[] not null,
  name text not null,
  translations jsonb not null default '{}',
  icon_path text,
  position integer not null default 0,
  created_at timestamptz not null default private.clock(),

  constraint name_has_1_to_40_characters check (length(btrim(name)) between 1 and 40),
  constraint path_ends_with_itself check (path[cardinality(path)] = id),
  constraint at_most_five_levels check (cardinality(path) <= 5),
  constraint translations_by_locale check (private.is_translations(translations))
);

comment on table public.categories is 'The tree of categories, one for all companies. A buyer sees those in which something is offered to him.';
comment on column public.categories.id is 'Key.';
comment on column public.categories.parent_id is 'The category above; empty for a top category.';
comment on column public.categories.path is 'Kept by the database: all categories from the top down to this one.';
comment on column public.categories.name is 'Name in Simplified Chinese.';
comment on column public.categories.translations is 'Other languages: {"en": {"name": "…"}}.';
comment on column public.categories.icon_path is 'Icon, relative to the storage bucket media.';
comment on column public.categories.position is 'Order among its siblings, smallest first.';
comment on column public.categories.created_at is 'When it was entered.';

create index categories_of_parent on public.categories (parent_id);

create trigger categories_set_path before insert or update of parent_id, path on public.categories
for each row execute function private.set_category_path();

create trigger categories_move_children after update of parent_id on public.categories
for each row when (old.path is distinct from new.path) execute function private.set_category_path();

alter table public.categories enable row level security;

create policy buyers_read_categories_with_something_for_them on public.categories
for select to authenticated
using (id = any((select private.visible_category_ids())::uuid[]));

grant select on public.categories to authenticated;
grant select, insert, update, delete on public.categories to service_role;
