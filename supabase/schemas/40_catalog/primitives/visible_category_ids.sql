create function private.visible_category_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  v_product_ids uuid[] := private.visible_product_ids();
begin
  return coalesce(
    (
      select array_agg(distinct step)
      from public.categories as c, unnest(c.path) as step
      where c.id in (
        select p.category_id
        from public.products as p
        where p.id = any(v_product_ids)
      )
    ),
    '{}'
  );
end
$$;

comment on function private.visible_category_ids() is
  'The categories in which the caller finds a product, with their ancestors; empty for nobody. Policies call it once per query.';

grant execute on function private.visible_category_ids() to authenticated;
