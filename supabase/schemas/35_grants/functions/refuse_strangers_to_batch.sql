create function private.refuse_strangers_to_batch(tenant_id uuid, grant_ids uuid[], member_ids uuid[]) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if member_ids is null then
    return;
  end if;
  if cardinality(member_ids) not between 1 and 50000 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'member_ids', 'problem', 'length'));
  end if;
  perform private.fail('member_not_found', 404, jsonb_build_object('index', m.place - 1))
  from unnest(member_ids) with ordinality m (id, place)
  where m.id is null or m.id not in (
    select n.recipient_id
    from public.grant_lines n
    where n.tenant_id = refuse_strangers_to_batch.tenant_id and n.grant_id = any (grant_ids)
  )
  order by m.place
  limit 1;
end
$$;

comment on function private.refuse_strangers_to_batch(uuid, uuid[], uuid[]) is
  'Refuses a selection of people some of whom the batch has not reached; null selects everybody. Errors: invalid_request (an empty list), member_not_found {index}.';
