create function private.set_offer_goods() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- The lock makes a withdrawal that is under way wait, so that it finds this offer.
  select k.product_id, k.status = 'active' and p.status = 'active'
  into new.product_id, new.on_sale
  from public.skus k
  join public.products p on p.id = k.product_id
  where k.id = new.sku_id
  for share;
  return new;
end
$$;

comment on function private.set_offer_goods() is
  'Trigger of offers: the product is the SKU''s, so that nobody need type it (the foreign key proves it), and the offer knows whether both are on sale.';
