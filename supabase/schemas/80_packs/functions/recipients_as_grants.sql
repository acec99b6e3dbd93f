create function private.recipients_as_grants(recipients jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_wrong integer;
begin
  select min(r.place) - 1 into v_wrong
  from jsonb_array_elements(recipients) with ordinality r (item, place)
  where jsonb_typeof(r.item) <> 'object' or r.item ? 'amount' or r.item ? 'note';
  if v_wrong is not null then
    perform private.fail('invalid_request', 400, jsonb_build_object('index', v_wrong, 'field', 'recipients', 'problem', 'entry'));
  end if;
  return (
    select jsonb_agg(r.item || '{"amount": 1}' order by r.place) from jsonb_array_elements(recipients) with ordinality r (item, place)
  );
end
$$;

comment on function private.recipients_as_grants(jsonb) is
  'The recipients of a pack as entries of a grant of points, which the functions of grants can read; they count for nothing else. Errors: invalid_request {index, field, problem}.';
