create function private.refuse_crowd(member_ids uuid[]) returns void
language plpgsql stable set search_path = '' as $$
begin
  if coalesce(cardinality(member_ids), 0) not between 1 and 50000 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'grants', 'problem', 'recipients'));
  end if;
end
$$;

comment on function private.refuse_crowd(uuid[]) is
  'Refuses a grant to nobody and to more than 50,000 at once, which would outlast the time that the API gives a call. Errors: invalid_request.';
