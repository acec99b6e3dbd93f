create function public.activate_pack(pack_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_status text;
begin
  select p.status into v_status from public.packs p where p.id = pack_id for update;
  if not found then
    perform private.fail('pack_not_found', 404);
  end if;
  -- The trigger of packs looks whether it is complete.
  update public.packs p set status = 'active' where p.id = pack_id and p.status <> 'active';
  return jsonb_build_object('pack_id', pack_id, 'status', 'active');
end
$$;

comment on function public.activate_pack(uuid) is
  'Checks that a pack is complete and opens it for grants; its terms and contents are fixed from then on. A closed one opens again. Gives {pack_id, status}; once more, the same. Platform only. Errors: pack_not_found, pack_incomplete {problems: [{section_no?, sku_id?, problem}]}.';

grant execute on function public.activate_pack(uuid) to service_role;
