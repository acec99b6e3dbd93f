create function private.called_by_platform() returns boolean
language sql stable set search_path = '' as $$
  select coalesce(current_setting('role', true), 'none') not in ('anon', 'authenticated')
$$;

comment on function private.called_by_platform() is
  'Whether the call comes from the platform (service_role), a job or a console, and not from a person''s session. It looks at the role that PostgREST sets, which stays the same inside security definer functions.';
