create function private.pass_on_status() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.offers o
  set on_sale = k.status = 'active' and p.status = 'active'
  from public.skus k
  join public.products p on p.id = k.product_id
  where o.sku_id = k.id and new.id in (k.id, k.product_id);
  return null;
end
$$;

comment on function private.pass_on_status() is
  'Trigger of products and skus: tells the offers when something is withdrawn or put on sale. Seldom written, so that what is read all the time need not join three tables.';
