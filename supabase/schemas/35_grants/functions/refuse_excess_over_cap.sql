create function private.refuse_excess_over_cap(
  tenant_id uuid, programme_id uuid, account_ids uuid[], amounts bigint[], places integer[]
) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.fail(
    'grant_cap_exceeded', 409,
    jsonb_build_object('index', coalesce(places[c.place], c.place - 1), 'cap', c.cap, 'already', c.already)
  )
  from private.cap_problems(tenant_id, programme_id, account_ids, amounts) c
  limit 1;
end
$$;

comment on function private.refuse_excess_over_cap(uuid, uuid, uuid[], bigint[], integer[]) is
  'Refuses a grant by the first person who would receive more than the programme allows. Errors: grant_cap_exceeded {index (the caller''s entry, from 0), cap, already}.';
