create function private.problem(code text, details jsonb default '{}') returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  return jsonb_build_object('code', code, 'details', details);
end
$$;

comment on function private.problem(text, jsonb) is
  'A problem of a quote: the code and the details with which place_order would refuse. Codes are registered in shared/errors.ts.';
