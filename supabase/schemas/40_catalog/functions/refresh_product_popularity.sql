create function public.refresh_product_popularity() returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_products bigint;
begin
  merge into public.product_popularity as known
  using (
    select l.tenant_id, l.product_id, sum(l.quantity) as units
    from public.orders o
    join public.order_lines l on l.tenant_id = o.tenant_id and l.order_id = o.id
    where o.placed_at > private.clock() - interval '90 days' and o.state not in ('cancelled', 'refunded')
    group by l.tenant_id, l.product_id
  ) as counted
  on known.tenant_id = counted.tenant_id and known.product_id = counted.product_id
  when matched and known.units <> counted.units then update set units = counted.units
  when not matched then insert (tenant_id, product_id, units) values (counted.tenant_id, counted.product_id, counted.units)
  when not matched by source then delete;
  get diagnostics v_products = row_count;
  return v_products;
end
$$;

comment on function public.refresh_product_popularity() is
  'Counts anew what was ordered in the last 90 days, for the sort "popular". Run by a job once an hour. Gives the number of rows that changed. Platform only.';

grant execute on function public.refresh_product_popularity() to service_role;
