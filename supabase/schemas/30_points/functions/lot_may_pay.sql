create function private.lot_may_pay(scope text, scope_ids uuid[], product_id uuid, category_ids uuid[]) returns boolean
language sql immutable parallel safe set search_path = '' as $$
  select case scope
    when 'all' then true
    when 'categories' then scope_ids && category_ids
    else product_id = any (scope_ids)
  end
$$;

comment on function private.lot_may_pay(text, uuid[], uuid, uuid[]) is
  'Whether a lot of this scope may pay for the product, whose category comes with its ancestors.';
