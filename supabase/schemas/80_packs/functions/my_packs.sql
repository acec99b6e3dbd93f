create function public.my_packs() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_buyer constant record := private.require_buyer();
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(h) order by h.state = 'open' desc, h.valid_until, h.entitlement_id), '[]')
    from (
      select e.id as entitlement_id, p.id as pack_id, p.title, p.translations, p.signature, p.theme, p.picture_path,
        private.entitlement_state(e) as state, e.valid_until, e.uses_total, e.uses_total - e.uses_done as uses_left,
        e.uses_begun > e.uses_done as is_begun
      from public.pack_entitlements e
      join public.packs p on p.tenant_id = e.tenant_id and p.id = e.pack_id
      where e.tenant_id = v_buyer.tenant_id and e.holder_id = v_buyer.buyer_id and e.state <> 'void'
    ) h
  );
end
$$;

comment on function public.my_packs() is
  'The packs the caller holds: [{entitlement_id, pack_id, title, translations, signature, theme, picture_path, state (open, used_up, expired), valid_until, uses_total, uses_left (not done), is_begun (something was chosen and something is left)}], the open ones first, soonest over first. Members and guests. Errors: those of private.require_buyer.';

grant execute on function public.my_packs() to authenticated;
