create function private.count_purchases(tenant_id uuid, buyer_id uuid, lines private.priced_line[]) returns void
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_refused record;
begin
  with limited as (
    select l.offer_id, l.sku_id, l.quantity, l.max_per_buyer from unnest(lines) l where l.max_per_buyer is not null
  ),
  counted as (
    insert into public.purchase_counters as c (tenant_id, buyer_id, offer_id, units)
    select tenant_id, buyer_id, l.offer_id, l.quantity from limited l where l.quantity <= l.max_per_buyer order by l.offer_id
    on conflict on constraint purchase_counters_pkey do update set units = c.units + excluded.units
    where c.units + excluded.units <= (select l.max_per_buyer from limited l where l.offer_id = excluded.offer_id)
    returning c.offer_id
  )
  select l.offer_id, l.sku_id, l.max_per_buyer into v_refused
  from limited l
  where l.offer_id not in (select c.offer_id from counted c)
  limit 1;
  if found then
    perform private.fail('purchase_limit_exceeded', 409, jsonb_build_object(
      'sku_id', v_refused.sku_id, 'limit', v_refused.max_per_buyer,
      'already', private.purchased_units(tenant_id, buyer_id, v_refused.offer_id)
    ));
  end if;
end
$$;

comment on function private.count_purchases(uuid, uuid, private.priced_line[]) is
  'Counts the units of lines whose offer has a limit per buyer, and refuses what goes beyond. The guard stands in the counting itself. Errors: purchase_limit_exceeded {sku_id, limit, already}.';
