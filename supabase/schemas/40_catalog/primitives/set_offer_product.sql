create function private.set_offer_product() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  select product_id into new.product_id from public.skus where id = new.sku_id;
  return new;
end
$$;

comment on function private.set_offer_product() is
  'Trigger of offers: the product is the SKU''s, so that nobody need type it; the foreign key proves it.';
