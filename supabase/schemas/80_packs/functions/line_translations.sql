create function private.line_translations(of_product jsonb, of_sku jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  return (
    select coalesce(
      jsonb_object_agg(
        locale, jsonb_strip_nulls(jsonb_build_object('name', of_product -> locale -> 'name', 'options', of_sku -> locale -> 'options'))
      ),
      '{}'
    )
    from jsonb_object_keys(of_product || of_sku) as locale
  );
end
$$;

comment on function private.line_translations(jsonb, jsonb) is
  'The translations an order line keeps: the product''s name and the SKU''s choices, by locale.';
