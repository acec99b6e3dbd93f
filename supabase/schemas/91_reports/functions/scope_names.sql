create function private.scope_names(scope text, scope_ids uuid[]) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'translations', s.translations) order by s.place), '[]')
  from (
    select c.id, c.name, c.translations, w.place
    from unnest(scope_names.scope_ids) with ordinality w (id, place)
    join public.categories c on c.id = w.id
    where scope_names.scope = 'categories'
    union all
    select p.id, p.name, p.translations, w.place
    from unnest(scope_names.scope_ids) with ordinality w (id, place)
    join public.products p on p.id = w.id
    where scope_names.scope = 'products'
  ) s
$$;

comment on function private.scope_names(text, uuid[]) is
  'The names of what a lot may buy: [{id, name, translations}] of its categories or products; empty for lots that may buy everything.';
