create function private.visible_sku_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  v_tenant_id uuid := private.tenant_id();
  v_audience_ids uuid[] := private.audience_ids();
  v_now timestamptz := private.clock();
begin
  return coalesce(
    (
      select array_agg(distinct o.sku_id)
      from public.offers as o
      where o.tenant_id = v_tenant_id
        and o.audience_id = any(v_audience_ids)
        and o.status = 'active'
        and o.on_sale
        and o.valid_from <= v_now
        and (o.valid_to is null or o.valid_to > v_now)
    ),
    '{}'
  );
end
$$;

comment on function private.visible_sku_ids() is
  'The SKUs for which the caller has an offer that is active and valid now; empty for nobody. Policies call it once per query.';

grant execute on function private.visible_sku_ids() to authenticated;
