create function private.fail(code text, http_status int, details jsonb default '{}') returns void
language plpgsql volatile set search_path = '' as $$
begin
  raise sqlstate 'PGRST' using
    message = jsonb_build_object('code', code, 'message', code, 'details', details::text)::text,
    detail = jsonb_build_object('status', http_status, 'headers', jsonb_build_object())::text;
end
$$;

comment on function private.fail(text, int, jsonb) is
  'Refuses the call: supabase-js sees error.code = code, the HTTP status, and error.details = details as JSON text. Codes are registered in shared/errors.ts.';
